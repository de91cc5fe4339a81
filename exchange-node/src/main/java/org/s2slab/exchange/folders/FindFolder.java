package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.search.PagedResult;
import org.s2slab.exchange.search.PagingView;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;

/** Searches for the folders that lie in others, directly or at any depth. */
public record FindFolder(FolderReader contents) {
    /** The operation FindFolder. */
    public EwsOperation operation() {
        return new PerElementOperation(
                "FindFolder",
                "ParentFolderIds",
                EwsPayload.NONE,
                (request, id) -> contents.folder(request, id).compose(parent -> search(request, parent)));
    }

    private Future<EwsPayload> search(EwsRequest request, MailFolder parent) {
        XmlElement asked = request.operation();
        PagingView view = PagingView.of(asked);
        ResponseShape shape = ResponseShape.of(asked, "FolderShape");
        String traversal = asked.attribute("Traversal", "");
        return contents.tree(request.mailbox(), parent)
                .map(tree -> wanted(tree, parent, traversal).stream()
                        .filter(folder -> request.rights().of(folder.key()).seesFolder())
                        .toList())
                .compose(folders -> found(request, folders, asked.child("Restriction")))
                .compose(view::cut)
                .map(page -> page.answer("Folders", shape, Optional.empty()));
    }

    /** What lies in folders is counted for those only that an answer shows, unless a restriction may ask for it. */
    private Future<PagedResult> found(EwsRequest request, List<MailFolder> folders, Optional<XmlElement> asked) {
        Restriction restriction = Restriction.of(asked);
        return asked.isEmpty()
                ? Future.succeededFuture(new PagedResult.Listed<>(folders, some -> contents.shown(request, some)))
                : contents.shown(request, folders)
                        .map(all -> PagedResult.Listed.of(
                                all.stream().filter(restriction::matches).toList()));
    }

    private static List<MailFolder> wanted(List<MailFolder> tree, MailFolder parent, String traversal) {
        return tree.stream()
                .skip(1)
                .filter(folder -> switch (traversal) {
                    case "Deep" -> true;
                    case "Shallow" -> folder.parent().equals(parent.key());
                    default -> false;
                })
                .toList();
    }
}
