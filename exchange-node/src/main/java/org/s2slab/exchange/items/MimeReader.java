package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.contentline.ICalendarReader;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.mailbox.NewAttachment;
import org.s2slab.xml.XmlElement;

/** Messages of RFC 822 as items: headers become properties, the first text and the first page the body, the rest is attached. */
final class MimeReader {
    private @Nullable String html;
    private @Nullable String text;
    private final List<NewAttachment> attachments = new ArrayList<>();

    private MimeReader() {}

    /**
     * Reads a message.
     *
     * @throws EwsError where it is not one
     */
    static ItemWithAttachments read(ItemKind kind, byte[] source) {
        try {
            return new MimeReader().whole(kind, message(source));
        } catch (IOException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentInvalid);
        }
    }

    /**
     * The text of an iCalendar object, or of the first one in a message.
     *
     * @throws EwsError ErrorMimeContentConversionFailed where there is none
     */
    static String calendar(byte[] source) {
        if (ICalendarReader.isBare(source)) {
            return new String(source, StandardCharsets.UTF_8);
        }
        try {
            return calendar(message(source))
                    .orElseThrow(() -> new EwsError(
                            ResponseCode.ErrorMimeContentConversionFailed,
                            "The MIME content has no iCalendar object."));
        } catch (IOException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentConversionFailed);
        }
    }

    private static Optional<String> calendar(Entity entity) throws IOException {
        Body body = entity.getBody();
        if (body instanceof TextBody words && isText(entity, "calendar")) {
            return Optional.of(text(words));
        }
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                Optional<String> found = calendar(part);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Message message(byte[] source) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        return builder.parseMessage(new ByteArrayInputStream(source));
    }

    private ItemWithAttachments whole(ItemKind kind, Message message) throws IOException {
        take(message);
        String page = html;
        String plain = text != null ? text : page == null ? "" : BodyConverter.text(page);
        ItemContent content = ItemContent.empty(kind)
                .withSubject(Optional.ofNullable(message.getSubject()).orElse(""))
                .withBody(page, plain)
                .withFlags(false, true, false);
        Instant sent = message.getDate() == null ? null : message.getDate().toInstant();
        content = content.withMailTimes(MessageHeaders.received(message), sent);
        List<XmlElement> properties = new ArrayList<>();
        people("From", message.getFrom()).ifPresent(properties::add);
        people("ToRecipients", message.getTo()).ifPresent(properties::add);
        people("CcRecipients", message.getCc()).ifPresent(properties::add);
        people("BccRecipients", message.getBcc()).ifPresent(properties::add);
        people("ReplyTo", message.getReplyTo()).ifPresent(properties::add);
        if (message.getSender() != null) {
            properties.add(t("Sender", person(message.getSender())));
        }
        Optional.ofNullable(message.getMessageId()).ifPresent(id -> properties.add(t("InternetMessageId", id)));
        properties.addAll(MessageHeaders.read(message));
        return new ItemWithAttachments(content.withProperties(properties), attachments);
    }

    private void take(Entity entity) throws IOException {
        Body body = entity.getBody();
        boolean attached = "attachment".equalsIgnoreCase(entity.getDispositionType()) || entity.getFilename() != null;
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                take(part);
            }
        } else if (body instanceof Message message) {
            ItemWithAttachments item = new MimeReader().whole(ItemKind.MESSAGE, message);
            attachments.add(new NewAttachment(
                    Optional.ofNullable(message.getSubject()).orElse("message"),
                    "message/rfc822",
                    null,
                    false,
                    null,
                    item));
        } else if (body instanceof TextBody words && !attached && html == null && isText(entity, "html")) {
            html = text(words);
        } else if (body instanceof TextBody words && !attached && text == null && isText(entity, "plain")) {
            text = text(words);
        } else if (body instanceof SingleBody single) {
            attachments.add(file(entity, single));
        }
    }

    private static boolean isText(Entity entity, String subtype) {
        return ("text/" + subtype).equalsIgnoreCase(entity.getMimeType());
    }

    private static String text(TextBody body) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[4096];
        try (var reader = body.getReader()) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                text.append(buffer, 0, read);
            }
        }
        return text.toString();
    }

    private static NewAttachment file(Entity entity, SingleBody body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        String name = Optional.ofNullable(entity.getFilename()).orElse("attachment");
        String contentId = Optional.ofNullable(entity.getHeader().getField("Content-ID"))
                .map(Field::getBody)
                .map(id -> id.strip().replaceAll("^<|>$", ""))
                .orElse(null);
        boolean inline = "inline".equalsIgnoreCase(entity.getDispositionType()) && contentId != null;
        return new NewAttachment(
                name, entity.getMimeType(), contentId, inline, Buffer.buffer(bytes.toByteArray()), null);
    }

    private static Optional<XmlElement> people(String property, @Nullable AddressList addresses) {
        return addresses == null ? Optional.empty() : people(property, addresses.flatten());
    }

    private static Optional<XmlElement> people(String property, @Nullable MailboxList people) {
        if (people == null || people.isEmpty()) {
            return Optional.empty();
        }
        Stream<Mailbox> wanted = property.equals("From") ? people.stream().limit(1) : people.stream();
        return Optional.of(t(property, wanted.map(MimeReader::person).toList()));
    }

    private static XmlElement person(Mailbox mailbox) {
        String name = mailbox.getName() == null ? mailbox.getAddress() : mailbox.getName();
        return t("Mailbox", t("Name", name), t("EmailAddress", mailbox.getAddress()), t("RoutingType", "SMTP"));
    }
}
