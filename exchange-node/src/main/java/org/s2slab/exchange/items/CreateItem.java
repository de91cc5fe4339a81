package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.DepositorResolver;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.delivery.ReplyDraftFactory;
import org.s2slab.exchange.delivery.SendItem;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MimeSourceStore;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.mime.SeriesImporter;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.reminders.RecurringTask;
import org.s2slab.exchange.reminders.ReminderTimes;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.exchange.views.AttachmentView;
import org.s2slab.identity.PrincipalId;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The operation CreateItem: stores new items in a folder, and sends messages if the request says so. An item that an
 * application stores in Purges is a deposit: a repeated request stores it only once.
 */
record CreateItem(ItemStores stores, SendItem sending, CalendarItemService meetings, MeetingResponseObjects responses) {
    /** The content of an error message: an empty list of items. */
    static final EwsPayload NOTHING = EwsPayload.empty("Items");

    private static final String DISPOSITION = "MessageDisposition";
    private static final String SAVE_ONLY = "SaveOnly";

    EwsOperation operation() {
        return EwsOperation.of("CreateItem", this::perform);
    }

    private Future<EwsResponse> perform(EwsRequest request) {
        EwsOperation each = new PerElementOperation("CreateItem", "Items", NOTHING, this::create);
        List<XmlElement> asked = request.operation().childrenOf("Items");
        return asked.size() < 2
                ? each.perform(request)
                // If the common transaction fails, each item is stored separately and gets its own error message.
                : depositTogether(request, asked)
                        .recover(failure ->
                                failure instanceof EwsFault ? Future.failedFuture(failure) : each.perform(request));
    }

    /** Deposits all items of a request in one commit. Fails unless an application deposits only plain items. */
    private Future<EwsResponse> depositTogether(EwsRequest request, List<XmlElement> asked) {
        return WorkSequence.aside(() -> asked.stream()
                        .filter(element -> !MeetingResponseObjects.isMeant(element))
                        .map(element -> NewItem.read(RequestTimeConverter.created(request, element)))
                        .filter(NewItem::isPlainDeposit)
                        .map(item -> item.whole().content())
                        .toList())
                .compose(contents -> {
                    String key = saved(request).orElse("");
                    boolean deposits = request.operation()
                                    .attribute(DISPOSITION)
                                    .filter(SAVE_ONLY::equals)
                                    .isPresent()
                            && DepositorResolver.of(request, key).isPresent();
                    return deposits && contents.size() == asked.size()
                            ? stores.write(request, transaction -> {
                                transaction.saving(key);
                                return stores.deposits()
                                        .put(
                                                transaction.tx(),
                                                request.mailbox(),
                                                key,
                                                DepositorResolver.of(request, key)
                                                        .orElseThrow(),
                                                contents);
                            })
                            : Future.failedFuture("not together");
                })
                .map(deposits -> EwsResponse.listed(deposits.stream()
                        .map(one -> EwsMessage.success(new IdElement(one.id().text(), one.changeKey())
                                .in("Items", one.kind().element(), "ItemId")))
                        .toList()));
    }

    private Future<EwsPayload> create(EwsRequest request, XmlElement element) {
        if (MeetingResponseObjects.isMeant(element)) {
            return responses.perform(request, element);
        }
        if (element.name().equals("SuppressReadReceipt")) {
            return new ReplyReader(stores).suppress(request, element);
        }
        return ReplyDraftFactory.isMeant(element)
                ? new ReplyReader(stores).of(request, element).compose(reply -> finish(request, element, reply))
                : WorkSequence.aside(() -> NewItem.read(
                                RequestTimeConverter.created(request, element),
                                request.zone().orElse(TimeZoneDefinition.UTC)))
                        .compose(item -> finish(request, element, item));
    }

    private Future<EwsPayload> finish(EwsRequest request, XmlElement element, NewItem item) {
        boolean sendable = kind(item).isSendable();
        String disposition = disposition(request, sendable && !NewItem.isGeneric(element));
        if (sendable && !disposition.equals(SAVE_ONLY)) {
            return send(request, item.whole(), disposition.equals("SendAndSaveCopy"));
        }
        String key = saved(request)
                .or(() -> Optional.ofNullable(item.folder()))
                .orElse(usual(item.whole().content()).distinguishedName());
        ArchivingRightCheck.require(request, key);
        return stores.write(request, transaction -> {
            Item stored = save(transaction, key, item);
            return ids(
                    stored,
                    item.whole().attachments().isEmpty()
                            ? List.of()
                            : stores.attachments().of(transaction.tx(), stored));
        });
    }

    private Item save(MailboxTransaction transaction, String key, NewItem item) {
        EwsRequest request = transaction.request();
        WriteTransaction tx = transaction.tx();
        MailFolder folder = transaction.saving(key);
        Optional<PrincipalId> depositor = DepositorResolver.of(request, key);
        if (depositor.isPresent()) {
            return stores.deposits().put(tx, request.mailbox(), key, depositor.get(), item.whole(), item.source());
        }
        ItemRules.requireFits(folder, kind(item));
        ItemContent given =
                sending.delivery().posted(request.rights().actor(), item.whole().content());
        ItemContent content = RecurringTask.created(ItemRules.settled(
                ReminderTimes.created(sending.delivery().resolved(given, ItemContent.empty(given.kind()))),
                stores.clock().instant()));
        Item stored = transaction.owned(create(transaction, key, item.whole().with(content)));
        SeriesImporter.put(tx, stored, item.event());
        Buffer source = item.source();
        if (source != null) {
            MimeSourceStore.keep(tx, stored, source);
        }
        return stored;
    }

    private Item create(MailboxTransaction transaction, String folder, ItemWithAttachments whole) {
        return whole.content().kind() != ItemKind.CALENDAR_ITEM
                ? transaction.create(folder, whole)
                : transaction.attach(
                        meetings.create(transaction, folder, CalendarItemService.settled(whole.content())),
                        whole.attachments());
    }

    private Future<EwsPayload> send(EwsRequest request, ItemWithAttachments draft, boolean keepsCopy) {
        String key = saved(request).orElse(DistinguishedFolder.SENTITEMS.distinguishedName());
        ArchivingRightCheck.require(request, key);
        return stores.write(request, transaction -> {
            ItemWithAttachments message = sending.send(transaction, draft);
            if (keepsCopy) {
                transaction.saving(key);
                transaction.create(key, message);
            }
            return NOTHING;
        });
    }

    private static ItemKind kind(NewItem item) {
        return item.whole().content().kind();
    }

    /**
     * The {@code MessageDisposition} of a request.
     *
     * @param required whether it is required: for every MessageType and response object ([MS-OXWSMTGS] R1241, R1342)
     */
    static String disposition(EwsRequest request, boolean required) {
        Optional<String> given = request.operation().attribute(DISPOSITION);
        ResponseCode.ErrorMessageDispositionRequired.throwIf(required && given.isEmpty());
        return given.orElse(SAVE_ONLY);
    }

    private static Optional<String> saved(EwsRequest request) {
        return FolderIdResolver.target(request.operation(), "SavedItemFolderId", request.mailbox());
    }

    /** The folder of an item if the request names no folder. */
    private static DistinguishedFolder usual(ItemContent content) {
        boolean note = content.kind() == ItemKind.ITEM && content.itemClass().startsWith("IPM.StickyNote");
        return note ? DistinguishedFolder.NOTES : DistinguishedFolder.of(content.kind());
    }

    /** A response with the item's id. */
    static EwsPayload ids(Item item) {
        return ids(item, List.of());
    }

    /** A response with the item's id and the ids of its attachments. */
    private static EwsPayload ids(Item item, List<Attachment> attached) {
        return IdElement.of(item)
                .in(
                        "Items",
                        item.content().kind().element(),
                        "ItemId",
                        attached.stream()
                                .map(one -> AttachmentView.id(item.storeId().attachment(one.id()), one.isItem()))
                                .toList());
    }
}
