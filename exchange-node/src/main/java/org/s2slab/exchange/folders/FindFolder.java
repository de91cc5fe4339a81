package org.s2slab.exchange.folders;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.search.PagingView;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.search.SortedResult;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** The operation FindFolder: searches for the subfolders of folders, direct or at any depth. */
public record FindFolder(FolderQueries contents) {
    /** The operation FindFolder. */
    public EwsOperation operation() {
        return new PerElementOperation(
                "FindFolder",
                "ParentFolderIds",
                EwsPayload.NONE,
                (request, id) ->
                        contents.readLong(request, rx -> search(rx, request, contents.folder(rx, request, id))));
    }

    private EwsPayload search(ReadTransaction rx, EwsRequest request, MailFolder parent) {
        XmlElement asked = request.operation();
        PagingView view = PagingView.of(asked);
        ResponseShape shape = ResponseShape.of(asked, "FolderShape");
        String traversal = asked.attribute("Traversal", "");
        List<MailFolder> folders = requested(contents.tree(rx, request.mailbox(), parent), parent, traversal).stream()
                .filter(folder -> request.rights().of(folder.key()).seesFolder())
                .toList();
        return view.cut(found(rx, request, folders, asked.child("Restriction")))
                .answer("Folders", shape, Optional.empty());
    }

    /** The found folders. Without a restriction, item counts are only computed for the folders in the response. */
    private SortedResult found(
            ReadTransaction rx, EwsRequest request, List<MailFolder> folders, Optional<XmlElement> asked) {
        Restriction restriction = Restriction.of(asked);
        return asked.isEmpty()
                ? new SortedResult.Listed<>(folders, some -> contents.shown(rx, request, some))
                : SortedResult.Listed.of(contents.shown(rx, request, folders).stream()
                        .filter(restriction::matches)
                        .toList());
    }

    private static List<MailFolder> requested(List<MailFolder> tree, MailFolder parent, String traversal) {
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
