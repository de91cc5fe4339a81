package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.DepositorResolver;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NestedAttachments;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mime.MimeContentWriter;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.AttachmentView;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** The EWS operations that add, read and remove attachments. */
record AttachmentOperations(ItemStores stores, CalendarItemService calendar) {
    List<EwsOperation> operations() {
        EwsPayload none = EwsPayload.empty("Attachments");
        return List.of(
                new PerElementOperation("CreateAttachment", "Attachments", none, this::create),
                new PerElementOperation("GetAttachment", "AttachmentIds", none, this::get),
                stores.writing("DeleteAttachment", "AttachmentIds", EwsPayload.NONE, this::delete));
    }

    private Future<EwsPayload> create(EwsRequest request, XmlElement element) {
        return WorkSequence.aside(() -> NewItem.attachment(element))
                .compose(read -> stores.write(request, transaction -> create(transaction, read)));
    }

    private EwsPayload create(MailboxTransaction transaction, AttachmentWithContent attachment) {
        EwsRequest request = transaction.request();
        XmlElement parent = request.operation().child("ParentItemId").orElseThrow();
        MailboxObjectId outer = FolderIdResolver.storeId(parent, transaction.mailbox());
        if (outer.kind() == MailboxObjectId.Kind.ATTACHMENT) {
            AttachmentWithContent added =
                    attachment.under(stores.attachments().ids().uuid());
            MailboxObjectId id = owned(transaction, outer).attachment(Objects.requireNonNull(added.key()));
            return created(change(transaction, id, all -> with(all, added)), id, added.item() != null);
        }
        MailboxObjectId named = FolderIdResolver.changeable(parent, transaction.mailbox());
        WriteTransaction tx = transaction.tx();
        Item item = owning(tx, calendar.get(tx, transaction.mailbox(), named));
        ArchivingRightCheck.require(request, item.folder());
        Attachment added = DepositorResolver.of(request, item.folder())
                .map(depositor -> stores.deposits().attach(tx, item, depositor, attachment))
                .orElseGet(() -> stores.attachments().add(tx, item, attachment));
        Item changed = calendar.get(tx, transaction.mailbox(), named);
        return created(changed, changed.storeId().attachment(added.id()), added.isItem());
    }

    /** Makes an occurrence an exception with own attachments, so that changes do not affect the series. */
    private Item owning(WriteTransaction tx, Item item) {
        if (!CalendarItemEditor.isOccurrence(item)) {
            return item;
        }
        Item exception = new CalendarItemEditor(stores.items()).update(tx, item, item.content());
        stores.attachments().own(tx, exception);
        return exception;
    }

    /** The id of the same attachment after {@link #owning}. */
    private MailboxObjectId owned(MailboxTransaction transaction, MailboxObjectId id) {
        Item item = owning(transaction.tx(), parent(transaction.tx(), transaction.request(), id));
        MailboxObjectId changed =
                id.rootId().attachment(stores.attachments().counterpart(transaction.tx(), item, key(id)));
        for (String level : inner(id)) {
            changed = changed.attachment(level);
        }
        return changed;
    }

    private static List<AttachmentWithContent> with(
            List<AttachmentWithContent> attachments, AttachmentWithContent added) {
        return Stream.concat(attachments.stream(), Stream.of(added)).toList();
    }

    /** Changes the attachments of an attached item. The id names an attachment in this attached item. */
    private Item change(
            MailboxTransaction transaction, MailboxObjectId id, UnaryOperator<List<AttachmentWithContent>> change) {
        AttachmentStore store = stores.attachments();
        WriteTransaction tx = transaction.tx();
        List<String> keys = inner(id).subList(0, inner(id).size() - 1);
        Item item = parent(tx, transaction.request(), id);
        Attachment attachment = store.get(tx, key(id));
        AttachmentWithContent outer = store.content(tx, attachment);
        requireAttachable(transaction.request(), item, NestedAttachments.find(outer, keys));
        AttachmentWithContent changed = NewItem.requireLevels(NestedAttachments.changed(outer, keys, change));
        return store.replace(tx, item, attachment, changed);
    }

    /** Refuses a change in an attached item by an application that may only add attachments to a deposit. */
    private static void requireAttachable(EwsRequest request, Item item, AttachmentWithContent attachment) {
        ArchivingRightCheck.require(request, item.folder());
        ResponseCode.ErrorAccessDenied.throwIf(
                DepositorResolver.of(request, item.folder()).isPresent());
        ResponseCode.ErrorInvalidIdNotAnItemAttachmentId.throwIf(attachment.item() == null);
    }

    private static EwsPayload created(Item item, MailboxObjectId added, boolean isItem) {
        XmlElement id = t("AttachmentId", "")
                .with("Id", added.text())
                .with("RootItemId", item.storeId().text())
                .with("RootItemChangeKey", item.changeKey());
        return xml -> xml.open(EwsNames.MESSAGES, "Attachments")
                .copy(EwsNames.TYPES, t(isItem ? "ItemAttachment" : "FileAttachment", id))
                .close();
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        MailboxObjectId asked = FolderIdResolver.attachment(id, request.mailbox());
        ResponseShape shape = ResponseShape.of(request.operation(), "AttachmentShape");
        return stores.items().database().read(rx -> get(rx, request, asked, shape));
    }

    private EwsPayload get(ReadTransaction rx, EwsRequest request, MailboxObjectId asked, ResponseShape shape) {
        request.requireAccess(rx);
        parent(rx, request, asked);
        Attachment outer = stores.attachments().get(rx, key(asked));
        request.budget().spend(outer.size(), outer);
        AttachmentWithContent content =
                NestedAttachments.find(stores.attachments().content(rx, outer), inner(asked));
        Attachment attachment = inner(asked).isEmpty() ? outer : content.described(outer.modified());
        ObjectProperties item = shown(asked, content.item(), attachment.modified(), shape);
        return EwsPayload.in("Attachments", xml -> AttachmentView.whole(xml, asked, attachment, content, item, shape));
    }

    private static @Nullable ObjectProperties shown(
            MailboxObjectId id, @Nullable ItemWithAttachments item, Instant modified, ResponseShape shape) {
        return item == null
                ? null
                : StoredItemView.attached(
                        id,
                        item.content(),
                        item.attachments().stream()
                                .map(one -> one.described(modified))
                                .toList(),
                        shape.mime() ? MimeContentWriter.of(item) : null,
                        shape);
    }

    /** The item or occurrence with the attachment. Throws ErrorInvalidAttachmentId if the id names another item. */
    private Item parent(ReadTransaction rx, EwsRequest request, MailboxObjectId attachment) {
        Item item = stores.attachments().parent(rx, request.mailbox(), key(attachment));
        MailboxObjectId root = attachment.root().isEmpty() ? item.storeId() : attachment.rootId();
        boolean ofOccurrence = root.kind() == MailboxObjectId.Kind.OCCURRENCE;
        ResponseCode.ErrorInvalidAttachmentId.throwIf(!(ofOccurrence ? root.master() : root).equals(item.storeId()));
        Item parent = ofOccurrence ? calendar.get(rx, request.mailbox(), root) : item;
        ResponseCode.ErrorInvalidAttachmentId.throwIf(stores.attachments().of(rx, parent).stream()
                .noneMatch(one -> one.id().equals(key(attachment))));
        return parent;
    }

    private static String key(MailboxObjectId attachment) {
        return attachment.levels().get(0);
    }

    /** The keys of the nested attachments in an id, without the outermost attachment. */
    private static List<String> inner(MailboxObjectId attachment) {
        return attachment.levels().subList(1, attachment.levels().size());
    }

    private EwsPayload delete(MailboxTransaction transaction, XmlElement id) {
        MailboxObjectId asked = owned(transaction, FolderIdResolver.attachment(id, transaction.mailbox()));
        Item item = inner(asked).isEmpty() ? removed(transaction, asked) : emptied(transaction, asked);
        return xml -> xml.open(EwsNames.MESSAGES, "RootItemId")
                .attribute("RootItemId", item.storeId().text())
                .attribute("RootItemChangeKey", item.changeKey())
                .close();
    }

    private Item removed(MailboxTransaction transaction, MailboxObjectId asked) {
        Item item = parent(transaction.tx(), transaction.request(), asked);
        return stores.attachments()
                .remove(transaction.tx(), item, stores.attachments().get(transaction.tx(), key(asked)));
    }

    private Item emptied(MailboxTransaction transaction, MailboxObjectId asked) {
        String last = inner(asked).get(inner(asked).size() - 1);
        return change(transaction, asked, all -> {
            List<AttachmentWithContent> others =
                    all.stream().filter(one -> !last.equals(one.key())).toList();
            Kind.ATTACHMENT_UNKNOWN.throwIf(others.size() == all.size());
            return others;
        });
    }
}
