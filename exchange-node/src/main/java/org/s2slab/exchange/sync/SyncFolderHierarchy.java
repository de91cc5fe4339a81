package org.s2slab.exchange.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.FolderChange;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxChangeLog;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The operation SyncFolderHierarchy: returns the changes of the folders below a folder since the client's last state.
 * Distinguished folders are in the first response and never change. A new item count is not a change of a folder.
 */
public record SyncFolderHierarchy(FolderQueries contents, ItemStores stores) {
    /** The operation SyncFolderHierarchy. */
    public EwsOperation operation() {
        return SyncResponseWriter.operation(
                "SyncFolderHierarchy", (request, asked) -> contents.readLong(request, rx -> sync(rx, request, asked)));
    }

    private EwsPayload sync(ReadTransaction rx, EwsRequest request, XmlElement asked) {
        Mailbox mailbox = request.mailbox();
        String key = FolderIdResolver.target(asked, "SyncFolderId", mailbox)
                .orElse(DistinguishedFolder.MSGFOLDERROOT.distinguishedName());
        String what = "folders/" + key;
        List<MailFolder> tree = contents.tree(rx, mailbox, contents.folder(rx, mailbox, key));
        MailboxChangeLog.Range range = MailboxChangeLog.range(rx, mailbox, "");
        SyncState state = SyncState.of(asked, mailbox, what, range);
        List<MailFolder> below = tree.subList(1, tree.size()).stream()
                .filter(folder -> request.rights().of(folder.key()).seesFolder())
                .toList();
        List<FolderChange> changes = stores.folders().changes(rx, mailbox, state.change());
        return SyncResponseWriter.of(
                new SyncState(range.last(), 0).text(mailbox, what),
                "IncludesLastFolderInRange",
                true,
                written(rx, request, asked, below, changes));
    }

    private List<EwsPayload> written(
            ReadTransaction rx,
            EwsRequest request,
            XmlElement asked,
            List<MailFolder> below,
            List<FolderChange> changes) {
        boolean first = asked.childText("SyncState", "").isBlank();
        Map<String, FolderChange> byKey = changes.stream()
                .collect(Collectors.toMap(FolderChange::id, Function.identity(), (before, after) -> after));
        List<MailFolder> requested = below.stream()
                .filter(folder -> first || byKey.containsKey(folder.key()))
                .toList();
        Set<String> here = below.stream().map(MailFolder::key).collect(Collectors.toSet());
        Stream<FolderChange> gone = byKey.values().stream()
                .filter(change -> !first && (change.folder() == null || !here.contains(change.id())));
        ResponseShape shape = ResponseShape.of(asked, "FolderShape");
        List<ObjectProperties> shown = contents.shown(rx, request, requested);
        List<EwsPayload> written = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            FolderChange change = byKey.get(requested.get(i).key());
            written.add(SyncResponseWriter.shown(first || change == null || change.isNew(), shown.get(i), shape));
        }
        gone.map(change -> new MailboxObjectId(
                        MailboxObjectId.Kind.FOLDER, request.mailbox().id(), change.id()))
                .forEach(id -> written.add(SyncResponseWriter.gone("FolderId", id)));
        return written;
    }
}
