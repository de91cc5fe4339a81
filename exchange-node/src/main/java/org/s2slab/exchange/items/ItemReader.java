package org.s2slab.exchange.items;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.xml.XmlElement;

/** Items as requests bring them. */
final class ItemReader {
    /** What the server keeps itself, or makes from the rest; in a new item it is read past. */
    private static final Set<String> OURS = Set.of(
            "ItemId",
            "ParentFolderId",
            "Size",
            "Attachments",
            "MimeContent",
            "IsSubmitted",
            "IsFromMe",
            "IsResend",
            "IsUnmodified",
            "DateTimeCreated",
            "DisplayCc",
            "DisplayTo",
            "HasAttachments",
            "EffectiveRights",
            "LastModifiedName",
            "LastModifiedTime",
            "ResponseObjects",
            "InstanceKey",
            "Preview",
            "StoreEntryId",
            "UniqueBody",
            "NormalizedBody",
            "TextBody");

    private ItemReader() {}

    /** A new item before anything is said of it: what is mail is a draft at first. */
    static ItemContent empty(ItemKind kind) {
        return ItemContent.empty(kind).withFlags(true, kind.isMail(), false);
    }

    /** Whether a property is the server's and read past. */
    static boolean isOurs(String element) {
        return OURS.contains(element);
    }

    /** With one property set to the value of its element. */
    static ItemContent set(ItemContent content, XmlElement property) {
        String text = property.text();
        return switch (property.name()) {
            case "ItemClass" -> content.withItemClass(text);
            case "Subject" -> content.withSubject(text);
            case "Body" -> body(content, property);
            case "IsRead" -> content.withRead(truth(text));
            case "IsDraft" -> content.withFlags(content.read(), truth(text), content.associated());
            case "IsAssociated" -> content.withFlags(content.read(), content.draft(), truth(text));
            case "DateTimeReceived" -> content.withMailTimes(time(text), content.sent());
            case "DateTimeSent" -> content.withMailTimes(content.received(), time(text));
            case "Start" -> content.withSpan(time(text), content.ends());
            case "End" -> content.withSpan(content.starts(), time(text));
            case "ExtendedProperty" -> ExtendedProperties.set(content, property);
            default -> OURS.contains(property.name()) ? content : content.with(property);
        };
    }

    private static ItemContent body(ItemContent content, XmlElement body) {
        return body.attribute("BodyType").orElse("Text").equals("HTML")
                ? content.withBody(body.text(), BodyConverter.text(body.text()))
                : content.withBody(null, body.text());
    }

    static boolean truth(String text) {
        return text.strip().equals("true") || text.strip().equals("1");
    }

    /** A time of a request; without an offset it is in UTC. */
    static Instant time(String text) {
        String stripped = text.strip();
        try {
            return OffsetDateTime.parse(stripped).toInstant();
        } catch (DateTimeException e) {
            return Instant.parse(stripped + "Z");
        }
    }
}
