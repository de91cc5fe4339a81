package org.s2slab.exchange.mime;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.contentline.ICalendarEvent;
import org.s2slab.exchange.contentline.ICalendarReader;
import org.s2slab.exchange.mailbox.MimeSourceStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.values.DependentValues;
import org.s2slab.exchange.values.ItemReader;
import org.s2slab.xml.XmlElement;

/**
 * A new item from a request.
 *
 * @param source the RFC 822 message from which the item was read, or null
 * @param event the iCalendar object from which the item was read
 * @param folder the key of the target folder if the request names none, or null for the default folder of the item kind
 */
public record NewItem(
        ItemWithAttachments whole,
        @Nullable Buffer source,
        ICalendarEvent event,
        @Nullable String folder) {
    /** The maximum size in bytes of a new item or attachment: twice the default of the product's transport (10 MB). */
    public static final int LARGEST = 20 * 1024 * 1024;

    /** The maximum nesting depth of attached items. */
    private static final int LEVELS = 10;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The item kinds without MIME content in this server. */
    static final Set<ItemKind> WITHOUT_MIME = Set.of(ItemKind.CONTACT, ItemKind.DISTRIBUTION_LIST, ItemKind.TASK);

    /** Whether the item can be deposited as it is: an InternetMessageId, no attachments and no MIME source. */
    public boolean isPlainDeposit() {
        return source == null
                && whole.attachments().isEmpty()
                && whole.content().internetMessageId() != null;
    }

    /** A new item that does not come from an element of a request. */
    public static NewItem of(ItemWithAttachments whole, @Nullable String folder) {
        return new NewItem(whole, null, ICalendarEvent.NONE, folder);
    }

    /** Whether an element is an {@code Item}, which has no message properties. */
    public static boolean isGeneric(XmlElement element) {
        return element.name().equals(ItemKind.ITEM.element());
    }

    /** Reads an item element such as {@code Message}. */
    public static NewItem read(XmlElement element) {
        return read(element, TimeZoneDefinition.UTC);
    }

    /** @param floating the zone of iCalendar times without a zone */
    public static NewItem read(XmlElement element, TimeZoneDefinition floating) {
        // A generic item becomes a message, as in the product since Exchange 2007 SP1.
        ItemKind kind = ItemKind.shownAs(isGeneric(element) ? "Message" : element.name())
                .orElseThrow(() -> new EwsError(
                        ResponseCode.ErrorInvalidItemForOperationCreateItem,
                        "Items of kind " + element.name() + " cannot be created."));
        ResponseCode.ErrorUnsupportedMimeConversion.throwIf(
                WITHOUT_MIME.contains(kind) && element.child("MimeContent").isPresent());
        Buffer source = element.childText("MimeContent").map(NewItem::mime).orElse(null);
        ICalendarEvent event = source != null && kind == ItemKind.CALENDAR_ITEM
                ? ICalendarReader.read(MimeReader.calendar(source.getBytes()), floating)
                : ICalendarEvent.NONE;
        ItemWithAttachments given = source != null && kind.isMail()
                ? MimeReader.read(kind, source.getBytes())
                : ItemWithAttachments.of(ItemReader.empty(kind));
        ItemContent content = given.content();
        for (XmlElement property : event.properties()) {
            content = ItemReader.set(content, property);
        }
        for (XmlElement property : DependentValues.ordered(kind, element.children())) {
            content = ItemReader.create(content, property);
        }
        List<AttachmentWithContent> attachments = new ArrayList<>(given.attachments());
        element.childrenOf("Attachments").stream().map(NewItem::attachment).forEach(attachments::add);
        boolean asGiven = kind.isMail()
                && MimeSourceStore.readAlike(content, given.content())
                && attachments.equals(given.attachments());
        return new NewItem(new ItemWithAttachments(named(content), attachments), asGiven ? source : null, event, null);
    }

    /** Reads {@code FileAttachment} or {@code ItemAttachment}. */
    public static AttachmentWithContent attachment(XmlElement element) {
        ItemWithAttachments item = null;
        Buffer file = null;
        if (element.name().equals("ItemAttachment")) {
            item = element.children().stream()
                    .filter(child -> ItemKind.shownAs(child.name()).isPresent())
                    .filter(child -> !child.name().startsWith("Meeting"))
                    .findFirst()
                    .map(child -> read(child).whole())
                    .orElseThrow(() -> missing(element));
        } else {
            file = element.childText("Content").map(NewItem::bytes).orElse(Buffer.buffer());
        }
        AttachmentWithContent attachment = new AttachmentWithContent(
                element.childText("Name", ""),
                element.childText("ContentType").orElse(null),
                element.childText("ContentId").orElse(null),
                element.isChildTrue("IsInline"),
                file,
                item,
                element.childText("ContentLocation").orElse(null),
                null);
        return requireLevels(attachment);
    }

    /** Refuses attachments that are nested too deeply. */
    public static AttachmentWithContent requireLevels(AttachmentWithContent attachment) {
        ResponseCode.ErrorAttachmentNestLevelLimitExceeded.throwIf(attachment.levels() > LEVELS);
        return attachment;
    }

    /** The error for an attachment without a permitted item. Only the server creates meeting messages. */
    private static EwsError missing(XmlElement attachment) {
        boolean meeting =
                attachment.children().stream().anyMatch(child -> child.name().startsWith("Meeting"));
        return new EwsError(
                meeting
                        ? ResponseCode.ErrorInvalidItemForOperationCreateItemAttachment
                        : ResponseCode.ErrorMissingItemForCreateItemAttachment);
    }

    /** @throws EwsError if the text is not Base64, or too large */
    static Buffer mime(String base64) {
        try {
            return limited(Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll("")));
        } catch (IllegalArgumentException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentInvalidBase64String);
        }
    }

    /** @throws EwsError if there are too many bytes */
    public static Buffer bytes(String base64) {
        return limited(Base64.getMimeDecoder().decode(base64));
    }

    private static Buffer limited(byte[] bytes) {
        ResponseCode.ErrorMessageSizeExceeded.throwIf(bytes.length > LARGEST);
        return Buffer.buffer(bytes);
    }

    /** Adds a display name to a contact without one, made from its name parts. */
    private static ItemContent named(ItemContent content) {
        if (content.kind() != ItemKind.CONTACT) {
            return content;
        }
        String parts = Stream.of("GivenName", "MiddleName", "Surname")
                .flatMap(part -> content.propertyText(part).stream())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        String name = content.propertyText("DisplayName")
                .filter(text -> !text.isBlank())
                .orElse(parts);
        ItemContent shown = content.subject().isEmpty() ? content.withSubject(name) : content;
        return name.isEmpty() || shown.property("DisplayName").isPresent() ? shown : shown.with(t("DisplayName", name));
    }
}
