package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.FolderChange;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxProblem;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.xml.Namespace;
import org.s2slab.exchange.xml.XmlElement;

/**
 * Tells a client what has happened to the folders below one since it asked last: those every mailbox has come with the
 * first answer and never change. How many items a folder has is no change of the folder.
 */
final class SyncFolderHierarchy implements EwsOperation {
    private static final Namespace M = EwsNames.MESSAGES;
    private static final Namespace T = EwsNames.TYPES;

    private final FolderContents contents;
    private final Stores stores;

    SyncFolderHierarchy(FolderContents contents, Stores stores) {
        this.contents = contents;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "SyncFolderHierarchy";
    }

    @Override
    public Future<EwsAnswer> perform(EwsRequest request) {
        return Messages.each(List.of(request.operation()), EwsPayload.NONE, asked -> sync(request.mailbox(), asked));
    }

    private Future<EwsPayload> sync(Mailbox mailbox, XmlElement asked) {
        String key = FolderIds.target(asked, "SyncFolderId", mailbox).orElse(Folder.MSGFOLDERROOT.distinguishedName());
        var client = stores.items().client();
        return contents.folder(mailbox, key)
                .compose(root -> contents.tree(mailbox, root))
                .recover(failure -> Future.failedFuture(
                        failure instanceof MailboxProblem
                                ? new EwsError(ResponseCode.ErrorSyncFolderNotFound)
                                : failure))
                .compose(tree -> stores.items().lastChange(client, mailbox).compose(last -> {
                    SyncState state = SyncState.of(asked, mailbox, "folders/" + key, last);
                    List<MailFolder> below = tree.subList(1, tree.size());
                    return stores.folders()
                            .changes(client, mailbox, state.change())
                            .compose(changes -> answer(mailbox, asked, below, changes))
                            .map(written -> xml -> {
                                xml.element(M, "SyncState", new SyncState(last).text(mailbox, "folders/" + key))
                                        .element(M, "IncludesLastFolderInRange", "true")
                                        .open(M, "Changes");
                                written.write(xml);
                                xml.close();
                            });
                }));
    }

    private Future<EwsPayload> answer(
            Mailbox mailbox, XmlElement asked, List<MailFolder> below, List<FolderChange> changes) {
        boolean first = asked.childText("SyncState").orElse("").isBlank();
        Map<String, FolderChange> byKey = changes.stream()
                .collect(Collectors.toMap(FolderChange::id, Function.identity(), (before, after) -> after));
        List<MailFolder> wanted = below.stream()
                .filter(folder -> first || byKey.containsKey(folder.key()))
                .toList();
        Set<String> here = below.stream().map(MailFolder::key).collect(Collectors.toSet());
        List<String> gone = first
                ? List.of()
                : byKey.values().stream()
                        .filter(change -> change.folder() == null || !here.contains(change.id()))
                        .map(FolderChange::id)
                        .toList();
        RequestedShape shape = RequestedShape.of(asked, "FolderShape");
        return contents.shown(mailbox, wanted).map(shown -> xml -> {
            for (int i = 0; i < shown.size(); i++) {
                FolderChange change = byKey.get(wanted.get(i).key());
                xml.open(T, first || change == null || change.isNew() ? "Create" : "Update");
                shown.get(i).write(xml, shape);
                xml.close();
            }
            for (String id : gone) {
                xml.open(T, "Delete")
                        .open(T, "FolderId")
                        .attribute("Id", new StoreId(StoreId.Kind.FOLDER, mailbox.id(), id).text());
                xml.close().close();
            }
        });
    }
}
