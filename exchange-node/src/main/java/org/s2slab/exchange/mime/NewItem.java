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
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NewAttachment;
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
 * An item as a request brings it.
 *
 * @param source the message of RFC 822 it was given as, or null where it was not
 * @param event the iCalendar object it was given as
 * @param folder the key of the folder if the request names none, or null for the default folder of its kind
 */
public record NewItem(
        ItemWithAttachments whole,
        @Nullable Buffer source,
        ICalendarEvent event,
        @Nullable String folder) {
    /** Bytes of a new item and of an attachment: what the product's transport takes by default is 10 MB; twice that. */
    public static final int LARGEST = 20 * 1024 * 1024;

    /** Attached items may be nested this deep in an attachment. */
    private static final int LEVELS = 10;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What has no MIME content in this server. */
    static final Set<ItemKind> WITHOUT_MIME = Set.of(ItemKind.CONTACT, ItemKind.DISTRIBUTION_LIST, ItemKind.TASK);

    /** Whether it is nothing but a content with an identity to keep it by. */
    public boolean isPlainDeposit() {
        return source == null
                && whole.attachments().isEmpty()
                && whole.content().internetMessageId() != null;
    }

    /** What is made by other means than a request's element. */
    public static NewItem of(ItemWithAttachments whole, @Nullable String folder) {
        return new NewItem(whole, null, ICalendarEvent.NONE, folder);
    }

    /** Whether an element is an {@code Item}, of which no message properties are known. */
    public static boolean isGeneric(XmlElement element) {
        return element.name().equals(ItemKind.ITEM.element());
    }

    /** Reads {@code Message} and the like. */
    public static NewItem read(XmlElement element) {
        return read(element, TimeZoneDefinition.UTC);
    }

    /** @param floating the zone of times of an iCalendar object that name none */
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
        List<NewAttachment> attachments = new ArrayList<>(given.attachments());
        element.childrenOf("Attachments").stream().map(NewItem::attachment).forEach(attachments::add);
        boolean asGiven = kind.isMail()
                && MimeSourceStore.readAlike(content, given.content())
                && attachments.equals(given.attachments());
        return new NewItem(new ItemWithAttachments(named(content), attachments), asGiven ? source : null, event, null);
    }

    /** Reads {@code FileAttachment} or {@code ItemAttachment}. */
    public static NewAttachment attachment(XmlElement element) {
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
        NewAttachment attachment = new NewAttachment(
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
    public static NewAttachment requireLevels(NewAttachment attachment) {
        ResponseCode.ErrorAttachmentNestLevelLimitExceeded.throwIf(attachment.levels() > LEVELS);
        return attachment;
    }

    /** Messages about meetings are made by the server alone. */
    private static EwsError missing(XmlElement attachment) {
        boolean meeting =
                attachment.children().stream().anyMatch(child -> child.name().startsWith("Meeting"));
        return new EwsError(
                meeting
                        ? ResponseCode.ErrorInvalidItemForOperationCreateItemAttachment
                        : ResponseCode.ErrorMissingItemForCreateItemAttachment);
    }

    /** @throws EwsError where it is not in Base64, or too large */
    static Buffer mime(String base64) {
        try {
            return limited(Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll("")));
        } catch (IllegalArgumentException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentInvalidBase64String);
        }
    }

    /** @throws EwsError where they are too many */
    public static Buffer bytes(String base64) {
        return limited(Base64.getMimeDecoder().decode(base64));
    }

    private static Buffer limited(byte[] bytes) {
        ResponseCode.ErrorMessageSizeExceeded.throwIf(bytes.length > LARGEST);
        return Buffer.buffer(bytes);
    }

    /** A contact without a name to show is shown by its parts. */
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
