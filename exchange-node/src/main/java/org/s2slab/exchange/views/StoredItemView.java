package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mime.ClientHeaders;
import org.s2slab.exchange.mime.MessageHeaders;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.StructuredValueCodec;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.values.ExtendedProperties;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlText;

/** Creates the properties of stored items for responses: stored values and values computed by the server. */
public record StoredItemView(
        ItemContent content,
        @Nullable Item item,
        MailboxObjectId id,
        @Nullable Mailbox mailbox,
        List<Attachment> attachments,
        @Nullable Buffer mime,
        ResponseShape shape) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The maximum number of characters of a preview (item:Preview). */
    private static final int PREVIEW = 255;

    /** The query string by which a web client opens an item, with class and id (item:WebClientReadFormQueryString). */
    private static final String READ_FORM = "?ae=Item&a=Open&t=%s&id=%s&exvsurl=1";

    /** The query by which a web client edits a draft (item:WebClientEditFormQueryString; [MS-OXWSCORE] R2503). */
    private static final String EDIT_FORM = "?ae=Item&a=Open&t=%s&s=Draft&id=%s&exvsurl=1";

    /** @param mime the item as an RFC 822 message, or null if not requested */
    public static ObjectProperties of(
            Mailbox mailbox, Item item, List<Attachment> attachments, @Nullable Buffer mime, ResponseShape shape) {
        return new StoredItemView(item.content(), item, item.storeId(), mailbox, attachments, mime, shape).properties();
    }

    /** An attached item: its only id is that of the attachment, and it is in no folder. */
    public static ObjectProperties attached(
            MailboxObjectId id, ItemContent content, List<Attachment> own, @Nullable Buffer mime, ResponseShape shape) {
        return new StoredItemView(content, null, id, null, own, mime, shape).properties();
    }

    private ObjectProperties properties() {
        return new ObjectProperties(content.kind().element(), this::property);
    }

    private @Nullable ItemProperty property(String uri) {
        Optional<PropertyDefinition> field =
                PropertyTable.EXCHANGE.find(content.kind().element(), uri);
        Object value = content.values().get(uri);
        return field.isPresent() && field.get().isElement()
                ? item == null ? ofContent(field.get()) : ofItem(field.get(), item)
                : value != null
                        ? ItemProperty.extended(uri, value)
                        : field.map(this::hidden)
                                .or(() -> ClientHeaders.property(content, uri))
                                .orElse(null);
    }

    /** A computed value without an EWS element. */
    private @Nullable ItemProperty hidden(PropertyDefinition field) {
        String value = switch (field.uri()) {
            case "mapi:ArticleNumber" -> item == null ? null : Long.toString(item.number());
            case "mapi:CreatorName" -> item == null ? null : item.depositor();
            case "mapi:MessageFlags" -> ExtendedProperties.messageFlags(content, this::property);
            default -> DerivedValues.of(field, content).map(XmlElement::text).orElse(null);
        };
        return value == null ? null : ItemProperty.hidden(field.uri(), value);
    }

    private @Nullable ItemProperty ofItem(PropertyDefinition field, Item stored) {
        return switch (field.element()) {
            case "ItemId" -> ItemProperty.id(field.uri(), IdElement.of(stored));
            case "ParentFolderId" ->
                ItemProperty.id(field.uri(), IdElement.ofFolder(stored.mailbox(), stored.folder()));
            case "Size" -> ItemProperty.simple(field.uri(), stored.size());
            case "HasPicture" -> AttachmentView.hasPicture(field, stored, attachments);
            case "HasAttachments" ->
                ItemProperty.simple(field.uri(), stored.attached().notInline());
            case "DateTimeCreated" -> time(field, stored.history().created());
            case "LastModifiedTime" -> time(field, stored.history().modified());
            case "DateTimeReceived" ->
                time(field, content.received() == null ? stored.history().created() : content.received());
            case "DateTimeSent" ->
                time(field, content.sent() == null ? stored.history().created() : content.sent());
            case "LastModifiedName" -> mailbox == null ? null : text(field, mailbox.name());
            case "EffectiveRights" -> ItemProperty.rights(field.uri(), !stored.isPreserved());
            case "ResponseObjects" -> mailbox == null ? null : responses(field, ResponseObjects.of(stored, mailbox));
            case "ConversationId" -> MailConversation.id(field, stored.mailbox(), content);
            case "ReceivedBy", "ReceivedRepresenting" -> receiver(field, stored);
            case "IsOrganizer" -> mailbox == null ? null : text(field, OrganizerMeetings.isOrganiser(stored, mailbox));
            case "InstanceKey" -> text(field, id.text());
            case "WebClientReadFormQueryString" -> form(field, READ_FORM);
            case "WebClientEditFormQueryString" -> content.draft() ? form(field, EDIT_FORM) : null;
            default -> ofContent(field);
        };
    }

    /** The mailbox owner who received the mail; for a delegate's copy, the principal. */
    private @Nullable ItemProperty receiver(PropertyDefinition field, Item stored) {
        return content.value(field.uri())
                .or(() -> Optional.ofNullable(mailbox)
                        .flatMap(owner -> DerivedValues.receiver(stored, owner))
                        .map(person -> Map.of("Mailbox", StructuredValueCodec.of(person))))
                .map(found -> ItemProperty.stored(field, found))
                .orElse(null);
    }

    private @Nullable ItemProperty ofContent(PropertyDefinition field) {
        return switch (field.element()) {
            case "MimeContent" -> mime == null ? null : mime(field, mime);
            case "Attachments" -> attachments.isEmpty() ? null : ItemProperty.of(field.uri(), null, summaries());
            case "ItemClass" -> text(field, content.itemClass());
            case "Subject" -> text(field, content.subject());
            case "Body", "NormalizedBody", "UniqueBody", "TextBody" -> body(field);
            case "Preview" -> text(field, preview());
            case "BlockStatus" -> text(field, shape.body().blockStatus(content));
            case "HasBlockedImages" -> text(field, shape.body().blocksImages(content));
            case "DateTimeReceived" -> time(field, content.received());
            case "DateTimeSent" -> time(field, content.sent());
            case MessageHeaders.ALL -> MessageHeaders.shown(field, content, shape);
            case "Start" -> time(field, content.starts());
            case "End" -> time(field, content.ends());
            case "IsRead" -> text(field, content.read());
            case "IsDraft" -> text(field, content.draft());
            case "IsAssociated" -> text(field, content.isAssociated());
            case "FileAs" ->
                FileAsName.shown(content).map(name -> text(field, name)).orElse(null);
            case "Recurrence" -> TimeZoneView.recurrence(field, content);
            case "StartTimeZone",
                    "EndTimeZone",
                    "StartTimeZoneId",
                    "EndTimeZoneId",
                    "TimeZone",
                    "StartWallClock",
                    "EndWallClock" -> TimeZoneView.property(field, content);
            default ->
                (field.isDerived()
                                ? Optional.<ItemProperty>empty()
                                : content.value(field.uri()).map(found -> ItemProperty.stored(field, found)))
                        .or(() -> dictionary(field))
                        .or(() -> DerivedValues.of(field, content)
                                .map(found -> ItemProperty.stored(field, PropertyValueCodec.of(field, found))))
                        .orElse(null);
        };
    }

    private ItemProperty form(PropertyDefinition field, String address) {
        return text(field, address.formatted(encoded(content.itemClass()), encoded(id.text())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ItemProperty text(PropertyDefinition field, String value) {
        return ItemProperty.simple(field.uri(), value);
    }

    private static ItemProperty text(PropertyDefinition field, boolean truth) {
        return ItemProperty.simple(field.uri(), truth);
    }

    private static @Nullable ItemProperty time(PropertyDefinition field, @Nullable Instant time) {
        return time == null ? null : text(field, time.toString());
    }

    private Optional<ItemProperty> dictionary(PropertyDefinition field) {
        return field.form().schemaType().endsWith("DictionaryType")
                ? content.property(field.element())
                        .map(found -> ItemProperty.stored(field, StructuredValueCodec.of(found)))
                : Optional.empty();
    }

    private ItemProperty body(PropertyDefinition field) {
        return new ItemProperty(
                field.uri(),
                content.text(),
                xml -> shape.body().write(xml, field.element(), content, this::attachment));
    }

    private String attachment(String contentId) {
        Item stored = item;
        return attachments.stream()
                .filter(one -> contentId.equals(one.contentId()))
                .map(one -> stored == null
                        ? ""
                        : stored.storeId().attachment(one.id()).text())
                .findFirst()
                .orElse("");
    }

    private static ItemProperty mime(PropertyDefinition field, Buffer mime) {
        return new ItemProperty(
                field.uri(),
                List.of(),
                xml -> xml.open(T, "MimeContent")
                        .attribute("CharacterSet", "UTF-8")
                        .text(Base64.getEncoder().encodeToString(mime.getBytes()))
                        .close());
    }

    private static @Nullable ItemProperty responses(PropertyDefinition field, List<String> answers) {
        return answers.isEmpty()
                ? null
                : ItemProperty.of(
                        field.uri(),
                        null,
                        t(
                                "ResponseObjects",
                                answers.stream().map(answer -> t(answer)).toList()));
    }

    private XmlElement summaries() {
        return t(
                "Attachments",
                attachments.stream()
                        .map(one -> AttachmentView.summary(id.attachment(one.id()), one))
                        .toList());
    }

    private String preview() {
        return XmlText.start(content.text().strip().replaceAll("\\s+", " "), PREVIEW);
    }
}
