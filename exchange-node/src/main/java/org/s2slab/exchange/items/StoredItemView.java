package org.s2slab.exchange.items;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.items.ItemFields.Field;
import org.s2slab.exchange.items.ItemProperty.Shape;
import org.s2slab.exchange.mailbox.Attachment;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Stored items as answers show them: what the store knows of them, and the properties they were given. */
final class StoredItemView {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** Characters of a preview (item:Preview). */
    private static final int PREVIEW = 255;

    private final ItemContent content;
    private final @Nullable Item item;
    private final @Nullable Mailbox mailbox;
    private final List<Attachment> attachments;
    private final @Nullable Buffer mime;
    private final ResponseShape shape;

    private StoredItemView(
            ItemContent content,
            @Nullable Item item,
            @Nullable Mailbox mailbox,
            List<Attachment> attachments,
            @Nullable Buffer mime,
            ResponseShape shape) {
        this.content = content;
        this.item = item;
        this.mailbox = mailbox;
        this.attachments = attachments;
        this.mime = mime;
        this.shape = shape;
    }

    /** @param mime the item as a message of RFC 822, or null where that is not wanted */
    static PropertySet of(
            Mailbox mailbox, Item item, List<Attachment> attachments, @Nullable Buffer mime, ResponseShape shape) {
        return new StoredItemView(item.content(), item, mailbox, attachments, mime, shape).shown();
    }

    /** An item that is attached to another: it has no id and lies in no folder. */
    static PropertySet attached(ItemContent content, @Nullable Buffer mime, ResponseShape shape) {
        return new StoredItemView(content, null, null, List.of(), mime, shape).shown();
    }

    private PropertySet shown() {
        List<ItemProperty> properties = new ArrayList<>();
        for (Field field : ItemFields.of(content.kind())) {
            if (field.element().equals("ExtendedProperty")) {
                properties.add(ItemProperty.extendedPlace());
                continue;
            }
            ItemProperty property = item == null ? ofContent(field) : ofItem(field, item);
            if (property != null) {
                properties.add(property);
            }
        }
        content.extended().stream()
                .map(ExtendedProperties::property)
                // Who deposited an item is what the store knows, never what the item says.
                .filter(property -> !property.uri().equals(PropertyPath.CREATOR_NAME))
                .forEach(properties::add);
        if (item != null) {
            properties.addAll(ExtendedProperties.computed(item));
        }
        content.properties().stream().flatMap(StoredItemView::entries).forEach(properties::add);
        return new PropertySet(content.kind().element(), properties);
    }

    private @Nullable ItemProperty ofItem(Field field, Item stored) {
        return switch (field.element()) {
            case "ItemId" ->
                ItemProperty.id(field.uri(), Shape.ID_ONLY, stored.storeId().text(), stored.changeKey());
            case "ParentFolderId" ->
                ItemProperty.id(
                        field.uri(),
                        field.shape(),
                        new StoreId(StoreId.Kind.FOLDER, stored.mailbox(), stored.folder()).text(),
                        ChangeKey.of(1));
            case "Attachments" -> attachments.isEmpty() ? null : structure(field, this::attachments);
            case "Size" -> ItemProperty.simple(field.uri(), field.shape(), Long.toString(stored.size()));
            case "HasAttachments" ->
                ItemProperty.simple(field.uri(), field.shape(), Boolean.toString(stored.hasAttachments()));
            case "DateTimeCreated" -> time(field, stored.created());
            case "LastModifiedTime" -> time(field, stored.modified());
            case "DateTimeReceived" -> time(field, content.received() == null ? stored.created() : content.received());
            case "DateTimeSent" -> time(field, content.sent() == null ? stored.created() : content.sent());
            case "LastModifiedName" -> mailbox == null ? null : text(field, mailbox.name());
            case "EffectiveRights" -> ItemProperty.rights(field.uri(), !stored.isPreserved());
            case "InstanceKey" -> text(field, stored.storeId().text());
            default -> ofContent(field);
        };
    }

    private @Nullable ItemProperty ofContent(Field field) {
        return switch (field.element()) {
            case "MimeContent" -> mime == null ? null : mime(field, mime);
            case "ItemClass" -> text(field, content.itemClass());
            case "Subject" -> text(field, content.subject());
            case "Body", "NormalizedBody", "UniqueBody" -> body(field, shape.body());
            case "TextBody" -> body(field, ResponseShape.Body.TEXT);
            case "Preview" -> text(field, preview());
            case "DateTimeReceived" -> time(field, content.received());
            case "DateTimeSent" -> time(field, content.sent());
            case "Start" -> time(field, content.starts());
            case "End" -> time(field, content.ends());
            case "IsRead" -> text(field, Boolean.toString(content.read()));
            case "IsDraft" -> text(field, Boolean.toString(content.draft()));
            case "IsAssociated" -> text(field, Boolean.toString(content.associated()));
            case "IsSubmitted", "IsFromMe", "IsResend", "IsUnmodified" -> text(field, "false");
            case "DisplayTo" -> text(field, names("ToRecipients"));
            case "DisplayCc" -> text(field, names("CcRecipients"));
            case "Sensitivity", "Importance" ->
                text(field, content.propertyText(field.element()).orElse("Normal"));
            case "Culture" -> text(field, content.propertyText("Culture").orElse("en-US"));
            default ->
                content.property(field.element())
                        .map(found -> stored(field, found))
                        .orElse(null);
        };
    }

    private static ItemProperty text(Field field, String value) {
        return ItemProperty.simple(field.uri(), field.shape(), value);
    }

    private static @Nullable ItemProperty time(Field field, @Nullable Instant time) {
        return time == null ? null : text(field, time.toString());
    }

    private static ItemProperty structure(Field field, Consumer<XmlWriter> writer) {
        return new ItemProperty(field.uri(), field.shape(), null, writer);
    }

    /** A property as it was given; to be found, its text is that of all its parts. */
    private static ItemProperty stored(Field field, XmlElement element) {
        return new ItemProperty(field.uri(), field.shape(), textOf(element), xml -> xml.copy(T, element));
    }

    private static String textOf(XmlElement element) {
        return element.children().isEmpty()
                ? element.text()
                : element.children().stream().map(StoredItemView::textOf).collect(Collectors.joining("; "));
    }

    /** The entries of a property that has several by key, each to be searched by itself: {@code IndexedFieldURI}. */
    private static Stream<ItemProperty> entries(XmlElement property) {
        return property.children("Entry").stream().flatMap(entry -> {
            String key = entry.attribute("Key").orElse("");
            return entry.children().isEmpty()
                    ? Stream.of(hidden(singular(property.name()) + "/" + key, entry.text()))
                    : entry.children().stream()
                            .map(part ->
                                    hidden(singular(property.name()) + ":" + part.name() + "/" + key, part.text()));
        });
    }

    private static String singular(String dictionary) {
        return "contacts:" + dictionary.substring(0, dictionary.length() - (dictionary.endsWith("Addresses") ? 2 : 1));
    }

    private static ItemProperty hidden(String uri, String text) {
        return new ItemProperty(uri, Shape.WHEN_ASKED, text, xml -> {});
    }

    private ItemProperty body(Field field, ResponseShape.Body wanted) {
        String html = content.html();
        boolean asHtml = wanted == ResponseShape.Body.HTML || (wanted == ResponseShape.Body.BEST && html != null);
        String body = asHtml ? html == null ? BodyConverter.html(content.text()) : html : content.text();
        return new ItemProperty(
                field.uri(),
                field.shape(),
                content.text(),
                xml -> xml.open(T, field.element())
                        .attribute("BodyType", asHtml ? "HTML" : "Text")
                        .text(body)
                        .close());
    }

    private static ItemProperty mime(Field field, Buffer mime) {
        return structure(
                field,
                xml -> xml.open(T, "MimeContent")
                        .attribute("CharacterSet", "UTF-8")
                        .text(Base64.getEncoder().encodeToString(mime.getBytes()))
                        .close());
    }

    private void attachments(XmlWriter xml) {
        xml.open(T, "Attachments");
        attachments.forEach(attachment -> AttachmentView.summary(xml, mailbox == null ? "" : mailbox.id(), attachment));
        xml.close();
    }

    private String preview() {
        String text = content.text().strip().replaceAll("\\s+", " ");
        return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
    }

    private String names(String recipients) {
        return content.property(recipients).stream()
                .flatMap(list -> list.children().stream())
                .map(one -> one.childText("Name")
                        .filter(name -> !name.isEmpty())
                        .orElse(one.childText("EmailAddress").orElse("")))
                .collect(Collectors.joining("; "));
    }
}
