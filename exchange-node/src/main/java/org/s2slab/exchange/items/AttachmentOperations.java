package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.ArchivingRight;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemDepositor;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NestedAttachments;
import org.s2slab.exchange.content.NewAttachment;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mime.MimeView;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.AttachmentView;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/** What is attached to items: added, read, taken away. */
record AttachmentOperations(ItemStores stores, CalendarItemWriter calendar) {
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

    private Future<EwsPayload> create(MailboxTransaction transaction, NewAttachment attachment) {
        EwsRequest request = transaction.request();
        SqlConnection connection = transaction.connection();
        XmlElement parent = request.operation().child("ParentItemId").orElseThrow();
        StoreId outer = FolderIdResolver.storeId(parent, transaction.mailbox());
        if (outer.kind() == StoreId.Kind.ATTACHMENT) {
            NewAttachment added = attachment.under(stores.attachments().ids().uuid());
            return owned(transaction, outer)
                    .map(own -> own.attachment(Objects.requireNonNull(added.key())))
                    .compose(id -> change(transaction, id, all -> with(all, added))
                            .map(item -> created(item, id, added.item() != null)));
        }
        StoreId named = FolderIdResolver.changeable(parent, transaction.mailbox());
        return calendar.get(connection, transaction.mailbox(), named)
                .compose(item -> owning(connection, item))
                .compose(item -> {
                    ArchivingRight.require(request, item.folder());
                    return ItemDepositor.of(request, item.folder())
                            .map(depositor -> stores.deposits().attach(connection, item, depositor, attachment))
                            .orElseGet(() -> stores.attachments().add(connection, item, attachment));
                })
                .compose(added -> calendar.get(connection, transaction.mailbox(), named)
                        .map(item -> created(item, item.storeId().attachment(added.id()), added.isItem())));
    }

    /** Makes an exception of an occurrence, with attachments of its own: what is attached to it, the series does not have. */
    private Future<Item> owning(SqlConnection connection, Item item) {
        return CalendarItems.isOccurrence(item)
                ? new CalendarItems(stores.items())
                        .update(connection, item, item.content())
                        .compose(exception ->
                                stores.attachments().own(connection, exception).map(exception))
                : Future.succeededFuture(item);
    }

    /** The id of the same attachment after {@link #owning}. */
    private Future<StoreId> owned(MailboxTransaction transaction, StoreId id) {
        return parent(transaction.connection(), transaction.request(), id)
                .compose(item -> owning(transaction.connection(), item))
                .compose(item -> stores.attachments().counterpart(transaction.connection(), item, key(id)))
                .map(key -> {
                    StoreId changed = id.rootId().attachment(key);
                    for (String level : inner(id)) {
                        changed = changed.attachment(level);
                    }
                    return changed;
                });
    }

    private static List<NewAttachment> with(List<NewAttachment> attachments, NewAttachment added) {
        return Stream.concat(attachments.stream(), Stream.of(added)).toList();
    }

    /** Changes what is attached to the attached item in which the id names an attachment. */
    private Future<Item> change(MailboxTransaction transaction, StoreId id, UnaryOperator<List<NewAttachment>> change) {
        AttachmentStore store = stores.attachments();
        SqlConnection connection = transaction.connection();
        List<String> keys = inner(id).subList(0, inner(id).size() - 1);
        return parent(connection, transaction.request(), id)
                .compose(item -> store.get(connection, key(id))
                        .compose(attachment -> store.content(connection, attachment)
                                .compose(outer -> {
                                    requireAttachable(transaction.request(), item, NestedAttachments.find(outer, keys));
                                    NewAttachment changed =
                                            NewItem.requireLevels(NestedAttachments.changed(outer, keys, change));
                                    return store.replace(connection, item, attachment, changed);
                                })));
    }

    /** An application adds attachments to a deposit. It cannot change those that the deposit has. */
    private static void requireAttachable(EwsRequest request, Item item, NewAttachment attachment) {
        ArchivingRight.require(request, item.folder());
        ResponseCode.ErrorAccessDenied.throwIf(
                ItemDepositor.of(request, item.folder()).isPresent());
        ResponseCode.ErrorInvalidIdNotAnItemAttachmentId.throwIf(attachment.item() == null);
    }

    private static EwsPayload created(Item item, StoreId added, boolean isItem) {
        XmlElement id = t("AttachmentId", "")
                .with("Id", added.text())
                .with("RootItemId", item.storeId().text())
                .with("RootItemChangeKey", item.changeKey());
        return xml -> xml.open(EwsNames.MESSAGES, "Attachments")
                .copy(EwsNames.TYPES, t(isItem ? "ItemAttachment" : "FileAttachment", id))
                .close();
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        StoreId asked = FolderIdResolver.attachment(id, request.mailbox());
        ResponseShape shape = ResponseShape.of(request.operation(), "AttachmentShape");
        SqlClient client = stores.items().client();
        return parent(client, request, asked)
                .compose(item -> stores.attachments().get(client, key(asked)))
                .map(outer -> request.budget().spend(outer.size(), outer))
                .compose(outer -> stores.attachments()
                        .content(client, outer)
                        .map(content -> NestedAttachments.find(content, inner(asked)))
                        .map(content -> {
                            Attachment attachment =
                                    inner(asked).isEmpty() ? outer : content.described(outer.modified());
                            PropertySet item = shown(asked, content.item(), attachment.modified(), shape);
                            return EwsPayload.in(
                                    "Attachments",
                                    xml -> AttachmentView.whole(xml, asked, attachment, content, item, shape));
                        }));
    }

    private static @Nullable PropertySet shown(
            StoreId id, @Nullable ItemWithAttachments item, Instant modified, ResponseShape shape) {
        return item == null
                ? null
                : StoredItemView.attached(
                        id,
                        item.content(),
                        item.attachments().stream()
                                .map(one -> one.described(modified))
                                .toList(),
                        shape.mime() ? MimeView.of(item) : null,
                        shape);
    }

    /** The item or occurrence that has the attachment; the id must name it, too. */
    private Future<Item> parent(SqlClient client, EwsRequest request, StoreId attachment) {
        return stores.attachments()
                .parent(client, request.mailbox(), key(attachment))
                .compose(item -> {
                    StoreId root = attachment.root().isEmpty() ? item.storeId() : attachment.rootId();
                    boolean ofOccurrence = root.kind() == StoreId.Kind.OCCURRENCE;
                    ResponseCode.ErrorInvalidAttachmentId.throwIf(
                            !(ofOccurrence ? root.master() : root).equals(item.storeId()));
                    return ofOccurrence ? calendar.get(client, request.mailbox(), root) : Future.succeededFuture(item);
                })
                .compose(item -> stores.attachments().of(client, item).map(all -> {
                    ResponseCode.ErrorInvalidAttachmentId.throwIf(
                            all.stream().noneMatch(one -> one.id().equals(key(attachment))));
                    return item;
                }));
    }

    private static String key(StoreId attachment) {
        return attachment.levels().get(0);
    }

    /** The keys in the attachment of the item: those of the attached items between it and what the id names. */
    private static List<String> inner(StoreId attachment) {
        return attachment.levels().subList(1, attachment.levels().size());
    }

    private Future<EwsPayload> delete(MailboxTransaction transaction, XmlElement id) {
        StoreId named = FolderIdResolver.attachment(id, transaction.mailbox());
        Future<Item> changed = owned(transaction, named)
                .compose(asked -> inner(asked).isEmpty() ? removed(transaction, asked) : emptied(transaction, asked));
        return changed.map(item -> xml -> xml.open(EwsNames.MESSAGES, "RootItemId")
                .attribute("RootItemId", item.storeId().text())
                .attribute("RootItemChangeKey", item.changeKey())
                .close());
    }

    private Future<Item> removed(MailboxTransaction transaction, StoreId asked) {
        SqlConnection connection = transaction.connection();
        return parent(connection, transaction.request(), asked)
                .compose(item -> stores.attachments()
                        .get(connection, key(asked))
                        .compose(attachment -> stores.attachments().remove(connection, item, attachment)));
    }

    private Future<Item> emptied(MailboxTransaction transaction, StoreId asked) {
        String last = inner(asked).get(inner(asked).size() - 1);
        return change(transaction, asked, all -> {
            List<NewAttachment> others =
                    all.stream().filter(one -> !last.equals(one.key())).toList();
            if (others.size() == all.size()) {
                throw new MailboxException(MailboxException.Kind.ATTACHMENT_UNKNOWN);
            }
            return others;
        });
    }
}
