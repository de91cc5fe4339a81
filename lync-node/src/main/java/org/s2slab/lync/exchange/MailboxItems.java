package org.s2slab.lync.exchange;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** Items in the mailbox of the context's user: made, given attachments, and removed again. */
public final class MailboxItems {
    private final ExchangeServices exchange;

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

    public MailboxItems(ExchangeServices exchange) {
        this.exchange = exchange;
    }

    /**
     * Puts a message into a well-known folder (CreateItem, SaveOnly).
     *
     * @param folder the folder's distinguished id
     */
    public Future<ItemId> create(String folder, Message message, CallContext context) {
        return createAll(folder, List.of(message), context).compose(items -> items.get(0));
    }

    /** Puts several messages into a folder by one call; what became of each, in their order. */
    public Future<List<Future<ItemId>>> createAll(String folder, List<Message> messages, CallContext context) {
        StringBuilder xml = new StringBuilder(2048)
                .append(
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId><t:DistinguishedFolderId Id=\"")
                .append(XmlText.escape(folder))
                .append("\"/></m:SavedItemFolderId><m:Items>");
        messages.forEach(message -> write(xml, message));
        xml.append("</m:Items></m:CreateItem>");
        return exchange.performEach(xml.toString(), context).map(answers -> {
            if (answers.size() != messages.size()) {
                throw EwsError.of(null, answers.size() + " answers to a CreateItem with " + messages.size() + " items");
            }
            return answers.stream().map(answer -> answer.map(MailboxItems::id)).toList();
        });
    }

    /**
     * An item as Exchange holds it.
     *
     * @param html its body
     * @param from the address of its sender
     * @param id the InternetMessageId, without angle brackets
     */
    public record Held(String itemClass, String subject, String html, String from, String id) {}

    /** Reads an item (GetItem). */
    public Future<Held> read(ItemId item, CallContext context) {
        return exchange.perform(
                        "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:BodyType>HTML</t:BodyType>"
                                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:ItemClass\"/>"
                                + "<t:FieldURI FieldURI=\"item:Subject\"/><t:FieldURI FieldURI=\"item:Body\"/>"
                                + "<t:FieldURI FieldURI=\"message:From\"/>"
                                + "<t:FieldURI FieldURI=\"message:InternetMessageId\"/></t:AdditionalProperties>"
                                + "</m:ItemShape><m:ItemIds><t:ItemId Id=\"" + XmlText.escape(item.id())
                                + "\"/></m:ItemIds></m:GetItem>",
                        context)
                .map(answer -> new Held(
                        value(answer, "ItemClass"),
                        value(answer, "Subject"),
                        value(answer, "Body"),
                        answer.find("From")
                                .map(from -> value(from, "EmailAddress"))
                                .orElse(""),
                        value(answer, "InternetMessageId").replaceAll("^<|>$", "")));
    }

    private static String value(XmlElement element, String name) {
        return element.find(name).map(found -> found.text().trim()).orElse("");
    }

    private static ItemId id(XmlElement answer) {
        return answer.find("ItemId")
                .map(ItemId::of)
                .orElseThrow(() -> EwsError.of(null, "the answer to CreateItem has no ItemId"));
    }

    private static void write(StringBuilder xml, Message message) {
        String time = message.sent().toString();
        xml.append("<t:Message>");
        text(xml, "t:ItemClass", message.itemClass());
        text(xml, "t:Subject", message.subject());
        xml.append("<t:Body BodyType=\"HTML\">")
                .append(XmlText.escape(message.html()))
                .append("</t:Body>");
        // PR_MESSAGE_FLAGS: read, and no draft; PR_CLIENT_SUBMIT_TIME; PR_MESSAGE_DELIVERY_TIME
        property(xml, "0x0E07", "Integer", "1");
        property(xml, "0x0039", "SystemTime", time);
        property(xml, "0x0E06", "SystemTime", time);
        if (!message.to().isEmpty()) {
            xml.append("<t:ToRecipients>");
            message.to().forEach(one -> mailbox(xml, one));
            xml.append("</t:ToRecipients>");
        }
        xml.append("<t:From>");
        mailbox(xml, message.from());
        xml.append("</t:From>");
        text(xml, "t:InternetMessageId", "<" + message.id() + ">");
        xml.append("<t:IsRead>true</t:IsRead></t:Message>");
    }

    /** Attaches a file to an item (CreateAttachment). */
    public Future<Void> attach(ItemId item, String name, String contentType, String base64, CallContext context) {
        StringBuilder xml = new StringBuilder(256 + base64.length())
                .append("<m:CreateAttachment><m:ParentItemId Id=\"")
                .append(XmlText.escape(item.id()))
                .append("\"/><m:Attachments><t:FileAttachment>");
        text(xml, "t:Name", name);
        text(xml, "t:ContentType", contentType);
        text(xml, "t:Content", base64);
        xml.append("</t:FileAttachment></m:Attachments></m:CreateAttachment>");
        return exchange.perform(xml.toString(), context).mapEmpty();
    }

    /** Removes an item for good (DeleteItem, HardDelete). */
    public Future<Void> delete(ItemId item, CallContext context) {
        return exchange.perform(
                        "<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds>" + item.xml("t:ItemId")
                                + "</m:ItemIds></m:DeleteItem>",
                        context)
                .mapEmpty();
    }

    private static void mailbox(StringBuilder xml, Mail mail) {
        xml.append("<t:Mailbox>");
        text(xml, "t:Name", mail.name());
        text(xml, "t:EmailAddress", mail.address());
        xml.append("</t:Mailbox>");
    }

    private static void property(StringBuilder xml, String tag, String type, String value) {
        xml.append("<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"")
                .append(tag)
                .append("\" PropertyType=\"")
                .append(type)
                .append("\"/>");
        text(xml, "t:Value", value);
        xml.append("</t:ExtendedProperty>");
    }

    private static void text(StringBuilder xml, String element, String value) {
        xml.append('<').append(element).append('>');
        xml.append(XmlText.escape(value)).append("</").append(element).append('>');
    }
}
