package org.s2slab.lync.archiving;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.ews.EwsItemId;
import org.s2slab.ews.EwsNames;
import org.s2slab.lync.exchange.LyncFailureMapping;
import org.s2slab.xml.XmlElement;

/** Writes EWS requests for items of a mailbox, and reads the responses. */
public final class MailboxItemCodec {
    /** A name and mail address of a person. */
    public record Mail(String name, String address) {}

    /**
     * A message that is created in a folder without being sent.
     *
     * @param html its body
     * @param id the InternetMessageId, without angle brackets; items of one application with the same id are one item
     */
    public record Message(
            String itemClass, String subject, String html, Mail from, List<Mail> to, String id, Instant sent) {
        public Message {
            to = List.copyOf(to);
        }
    }

    /**
     * An item that is stored in Exchange.
     *
     * @param html its body
     * @param from the address of its sender
     * @param id the InternetMessageId, without angle brackets
     */
    public record Held(String itemClass, String subject, String html, String from, String id) {
        /** Parses a response to GetItem. */
        public static Held of(XmlElement answer) {
            return new Held(
                    value(answer, "ItemClass"),
                    value(answer, "Subject"),
                    value(answer, "Body"),
                    answer.find("From").map(from -> value(from, "EmailAddress")).orElse(""),
                    value(answer, "InternetMessageId").replaceAll("^<|>$", ""));
        }

        private static String value(XmlElement element, String name) {
            return element.find(name).map(found -> found.text().trim()).orElse("");
        }
    }

    private MailboxItemCodec() {}

    /**
     * Writes a request that creates messages in a well-known folder (CreateItem, SaveOnly).
     *
     * @param folder the folder's distinguished id
     */
    public static XmlElement create(String folder, List<Message> messages) {
        return m(
                        "CreateItem",
                        m("SavedItemFolderId", t("DistinguishedFolderId").with("Id", folder)),
                        XmlElement.of(
                                EwsNames.MESSAGES,
                                "Items",
                                messages.stream().map(MailboxItemCodec::element).toList()))
                .with("MessageDisposition", "SaveOnly");
    }

    /** The id of the created item in a response to CreateItem. */
    public static EwsItemId created(XmlElement answer) {
        return answer.find("ItemId")
                .map(EwsItemId::of)
                .orElseThrow(() -> LyncFailureMapping.incomplete("the answer to CreateItem has no ItemId"));
    }

    private static XmlElement element(Message message) {
        String time = message.sent().toString();
        List<XmlElement> parts = new ArrayList<>(List.of(
                t("ItemClass", message.itemClass()),
                t("Subject", message.subject()),
                t("Body", message.html()).with("BodyType", "HTML"),
                // PR_MESSAGE_FLAGS: read, and no draft; PR_CLIENT_SUBMIT_TIME; PR_MESSAGE_DELIVERY_TIME
                property("0x0E07", "Integer", "1"),
                property("0x0039", "SystemTime", time),
                property("0x0E06", "SystemTime", time)));
        if (!message.to().isEmpty()) {
            parts.add(t(
                    "ToRecipients",
                    message.to().stream().map(MailboxItemCodec::mailbox).toArray(XmlElement[]::new)));
        }
        parts.add(t("From", mailbox(message.from())));
        parts.add(t("InternetMessageId", "<" + message.id() + ">"));
        parts.add(t("IsRead", "true"));
        return XmlElement.of(EwsNames.TYPES, "Message", parts);
    }

    private static XmlElement property(String tag, String type, String value) {
        XmlElement uri = t("ExtendedFieldURI").with("PropertyTag", tag).with("PropertyType", type);
        return t("ExtendedProperty", uri, t("Value", value));
    }

    private static XmlElement mailbox(Mail mail) {
        return t("Mailbox", t("Name", mail.name()), t("EmailAddress", mail.address()));
    }

    /** Writes a request for an item with the properties of {@link Held} (GetItem). */
    public static XmlElement get(EwsItemId item) {
        XmlElement[] fields = Stream.of(
                        "item:ItemClass", "item:Subject", "item:Body", "message:From", "message:InternetMessageId")
                .map(field -> t("FieldURI").with("FieldURI", field))
                .toArray(XmlElement[]::new);
        return m(
                "GetItem",
                m("ItemShape", t("BaseShape", "IdOnly"), t("BodyType", "HTML"), t("AdditionalProperties", fields)),
                m("ItemIds", t("ItemId").with("Id", item.id())));
    }

    /** Writes a request that attaches a file to an item (CreateAttachment). */
    public static XmlElement attach(EwsItemId item, String name, String contentType, String base64) {
        XmlElement file = t("FileAttachment", t("Name", name), t("ContentType", contentType), t("Content", base64));
        return m("CreateAttachment", m("ParentItemId").with("Id", item.id()), m("Attachments", file));
    }

    /** Writes a request that deletes an item permanently (DeleteItem, HardDelete). */
    public static XmlElement delete(EwsItemId item) {
        return m("DeleteItem", m("ItemIds", item.in(t("ItemId")))).with("DeleteType", "HardDelete");
    }
}
