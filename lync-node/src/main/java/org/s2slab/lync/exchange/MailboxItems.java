package org.s2slab.lync.exchange;

import static org.s2slab.ews.EwsNames.MESSAGES;
import static org.s2slab.ews.EwsNames.TYPES;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.s2slab.ews.EwsItemId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** Operations on items of a mailbox as EWS has them: what is asked, and what is answered. */
public final class MailboxItems {
    /** Somebody as mail names them. */
    public record Mail(String name, String address) {}

    /**
     * A message as it is put into a folder, never sent.
     *
     * @param html its body
     * @param id the InternetMessageId, without angle brackets; deposits of one application by one id are the same
     */
    public record Message(
            String itemClass, String subject, String html, Mail from, List<Mail> to, String id, Instant sent) {
        public Message {
            to = List.copyOf(to);
        }
    }

    /**
     * An item as Exchange holds it.
     *
     * @param html its body
     * @param from the address of its sender
     * @param id the InternetMessageId, without angle brackets
     */
    public record Held(String itemClass, String subject, String html, String from, String id) {
        /** What GetItem answered. */
        public static Held of(XmlElement answer) {
            return new Held(
                    value(answer, "ItemClass"),
                    value(answer, "Subject"),
                    value(answer, "Body"),
                    answer.find("From")
                            .map(from -> value(from, "EmailAddress"))
                            .orElse(""),
                    value(answer, "InternetMessageId").replaceAll("^<|>$", ""));
        }

        private static String value(XmlElement element, String name) {
            return element.find(name).map(found -> found.text().trim()).orElse("");
        }
    }

    private MailboxItems() {}

    /**
     * Puts messages into a well-known folder (CreateItem, SaveOnly).
     *
     * @param folder the folder's distinguished id
     */
    public static Consumer<XmlWriter> create(String folder, List<Message> messages) {
        return xml -> {
            xml.open(MESSAGES, "CreateItem").attribute("MessageDisposition", "SaveOnly");
            xml.open(MESSAGES, "SavedItemFolderId").open(TYPES, "DistinguishedFolderId");
            xml.attribute("Id", folder).close().close().open(MESSAGES, "Items");
            messages.forEach(message -> write(xml, message));
            xml.close().close();
        };
    }

    /** The id of what was created, in the answer to CreateItem. */
    public static EwsItemId created(XmlElement answer) {
        return answer.find("ItemId")
                .map(EwsItemId::of)
                .orElseThrow(() -> LyncFailureMapping.incomplete("the answer to CreateItem has no ItemId"));
    }

    private static void write(XmlWriter xml, Message message) {
        String time = message.sent().toString();
        xml.open(TYPES, "Message")
                .element(TYPES, "ItemClass", message.itemClass())
                .element(TYPES, "Subject", message.subject())
                .open(TYPES, "Body")
                .attribute("BodyType", "HTML")
                .text(message.html())
                .close();
        // PR_MESSAGE_FLAGS: read, and no draft; PR_CLIENT_SUBMIT_TIME; PR_MESSAGE_DELIVERY_TIME
        property(xml, "0x0E07", "Integer", "1");
        property(xml, "0x0039", "SystemTime", time);
        property(xml, "0x0E06", "SystemTime", time);
        if (!message.to().isEmpty()) {
            xml.open(TYPES, "ToRecipients");
            message.to().forEach(one -> mailbox(xml, one));
            xml.close();
        }
        mailbox(xml.open(TYPES, "From"), message.from()).close();
        xml.element(TYPES, "InternetMessageId", "<" + message.id() + ">")
                .element(TYPES, "IsRead", "true")
                .close();
    }

    private static void property(XmlWriter xml, String tag, String type, String value) {
        xml.open(TYPES, "ExtendedProperty")
                .open(TYPES, "ExtendedFieldURI")
                .attribute("PropertyTag", tag)
                .attribute("PropertyType", type)
                .close()
                .element(TYPES, "Value", value)
                .close();
    }

    private static XmlWriter mailbox(XmlWriter xml, Mail mail) {
        return xml.open(TYPES, "Mailbox")
                .element(TYPES, "Name", mail.name())
                .element(TYPES, "EmailAddress", mail.address())
                .close();
    }

    /** Asks for an item as {@link Held} has it (GetItem). */
    public static Consumer<XmlWriter> get(EwsItemId item) {
        return xml -> {
            xml.open(MESSAGES, "GetItem").open(MESSAGES, "ItemShape");
            xml.element(TYPES, "BaseShape", "IdOnly")
                    .element(TYPES, "BodyType", "HTML")
                    .open(TYPES, "AdditionalProperties");
            for (String field :
                    List.of("item:ItemClass", "item:Subject", "item:Body", "message:From", "message:InternetMessageId")) {
                xml.open(TYPES, "FieldURI").attribute("FieldURI", field).close();
            }
            xml.close().close().open(MESSAGES, "ItemIds");
            new EwsItemId(item.id(), "").write(xml, TYPES, "ItemId").close().close();
        };
    }

    /** Attaches a file to an item (CreateAttachment). */
    public static Consumer<XmlWriter> attach(EwsItemId item, String name, String contentType, String base64) {
        return xml -> new EwsItemId(item.id(), "")
                .write(xml.open(MESSAGES, "CreateAttachment"), MESSAGES, "ParentItemId")
                .open(MESSAGES, "Attachments")
                .open(TYPES, "FileAttachment")
                .element(TYPES, "Name", name)
                .element(TYPES, "ContentType", contentType)
                .element(TYPES, "Content", base64)
                .close()
                .close()
                .close();
    }

    /** Removes an item for good (DeleteItem, HardDelete). */
    public static Consumer<XmlWriter> delete(EwsItemId item) {
        return xml -> {
            xml.open(MESSAGES, "DeleteItem").attribute("DeleteType", "HardDelete").open(MESSAGES, "ItemIds");
            item.write(xml, TYPES, "ItemId").close().close();
        };
    }
}
