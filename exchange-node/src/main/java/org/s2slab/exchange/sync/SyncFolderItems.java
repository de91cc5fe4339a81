package org.s2slab.exchange.sync;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.FolderItemChange;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.MailboxChangeLog;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.RightsFilter;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The operation SyncFolderItems: returns the changes of a folder's items since the client's last state, in pages. */
public record SyncFolderItems(FolderQueries contents) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The operation SyncFolderItems. */
    public EwsOperation operation() {
        return SyncResponseWriter.operation(
                "SyncFolderItems", (request, asked) -> contents.readLong(request, rx -> sync(rx, request, asked)));
    }

    private EwsPayload sync(ReadTransaction rx, EwsRequest request, XmlElement asked) {
        Mailbox mailbox = request.mailbox();
        String key = FolderIdResolver.target(asked, "SyncFolderId", mailbox).orElse("");
        String what = "items/" + key;
        int most = asked.childNumber("MaxChangesReturned", 512);
        SearchCriteria.requireHolds(contents.folder(rx, mailbox, key));
        MailboxChangeLog.Range range = MailboxChangeLog.range(rx, mailbox, key);
        SyncState since = SyncState.of(asked, mailbox, what, range);
        // One more change than requested shows whether further changes exist.
        List<FolderItemChange> found = MailboxChangeLog.ofItems(rx, mailbox, key, since.change(), most + 1);
        boolean whole = found.size() <= most;
        List<FolderItemChange> told = whole ? found : found.subList(0, most);
        long last = told.isEmpty() ? 0 : told.get(told.size() - 1).change();
        SyncState reached = whole ? since.whole(last, range) : since.partly(last);
        return SyncResponseWriter.of(
                reached.text(mailbox, what), "IncludesLastItemInRange", whole, shown(rx, request, asked, told));
    }

    private List<EwsPayload> shown(
            ReadTransaction rx, EwsRequest request, XmlElement asked, List<FolderItemChange> changes) {
        Mailbox mailbox = request.mailbox();
        ResponseShape shape = ResponseShape.of(asked, "ItemShape");
        // Checks only this element: exchangelib also requests the property item:MimeContent, which the product omits.
        ResponseCode.ErrorInvalidPropertyForOperation.throwIf(asked.child("ItemShape")
                .filter(given -> given.isChildTrue("IncludeMimeContent"))
                .isPresent());
        boolean associated = asked.childText("SyncScope", "").equals("NormalAndAssociatedItems");
        // Compares ids as texts, because the tests of exchangelib send invalid ids, which the product accepts.
        Set<String> ignored = asked.childrenOf("Ignore").stream()
                .map(id -> id.attribute("Id", "").strip())
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> !ignored.contains(
                        new MailboxObjectId(MailboxObjectId.Kind.ITEM, mailbox.id(), change.id()).text()))
                .filter(change -> change.item() == null
                        || associated
                        || !change.item().content().isAssociated())
                .map(change -> written(rx, request, change, shape))
                .toList();
    }

    private EwsPayload written(ReadTransaction rx, EwsRequest request, FolderItemChange change, ResponseShape shape) {
        Item item = change.item();
        if (item == null) {
            return SyncResponseWriter.gone(
                    "ItemId",
                    new MailboxObjectId(
                            MailboxObjectId.Kind.ITEM, request.mailbox().id(), change.id()));
        }
        if (change.isReadFlagOnly()) {
            return xml -> readFlag(xml, item);
        }
        ObjectProperties shown = RightsFilter.item(request.rights(), item, contents.stored(rx, request, item, shape));
        return SyncResponseWriter.shown(change.isNew(), shown, shape);
    }

    private static void readFlag(XmlWriter xml, Item item) {
        xml.open(T, "ReadFlagChange");
        IdElement.of(item).write(xml, T, "ItemId");
        xml.element(T, "IsRead", item.content().read()).close();
    }
}
