package org.s2slab.exchange.mime;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.contentline.ICalendarReader;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.BodyConverter;
import org.s2slab.xml.XmlElement;

/** Reads RFC 822 messages: headers become properties, the first text and HTML the body, the rest attachments. */
public final class MimeReader {
    private @Nullable String html;
    private @Nullable String text;
    private @Nullable String calendar;
    private final List<AttachmentWithContent> attachments = new ArrayList<>();

    private MimeReader() {}

    /**
     * Reads a message.
     *
     * @throws EwsError ErrorMimeContentInvalid for an invalid message
     */
    public static ItemWithAttachments read(ItemKind kind, byte[] source) {
        try {
            Message message = message(source);
            ResponseCode.ErrorMimeContentInvalid.throwIf(
                    message.getHeader().getFields().isEmpty(), "The MIME content has no header field.");
            return new MimeReader().whole(kind, message);
        } catch (IOException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentInvalid);
        }
    }

    /**
     * The text of an iCalendar object, or of the first iCalendar object in a message.
     *
     * @throws EwsError ErrorMimeContentConversionFailed if there is no iCalendar object
     */
    static String calendar(byte[] source) {
        if (ICalendarReader.isBare(source)) {
            return new String(source, StandardCharsets.UTF_8);
        }
        try {
            MimeReader reader = new MimeReader();
            reader.take(message(source));
            return Optional.ofNullable(reader.calendar)
                    .orElseThrow(() -> new EwsError(
                            ResponseCode.ErrorMimeContentConversionFailed,
                            "The MIME content has no iCalendar object."));
        } catch (IOException e) {
            throw new EwsError(ResponseCode.ErrorMimeContentConversionFailed);
        }
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
                .withFlags(Switches.of(ItemFlag.DRAFT));
        content = content.withMailTimes(MessageHeaders.received(message), MessageHeaders.sent(message));
        List<XmlElement> properties = new ArrayList<>();
        people(
                properties,
                "From",
                Stream.ofNullable(message.getFrom()).flatMap(List::stream).limit(1));
        people(properties, "Sender", Stream.ofNullable(message.getSender()));
        people(properties, "ToRecipients", flat(message.getTo()));
        people(properties, "CcRecipients", flat(message.getCc()));
        people(properties, "BccRecipients", flat(message.getBcc()));
        people(properties, "ReplyTo", flat(message.getReplyTo()));
        Optional.ofNullable(message.getMessageId()).ifPresent(id -> properties.add(t("InternetMessageId", id)));
        properties.addAll(MessageHeaders.read(message));
        return new ItemWithAttachments(content.withProperties(properties), attachments);
    }

    private void take(Entity entity) throws IOException {
        Body body = entity.getBody();
        boolean attached = "attachment".equalsIgnoreCase(entity.getDispositionType()) || entity.getFilename() != null;
        if (calendar == null && body instanceof TextBody words && isText(entity, "calendar")) {
            calendar = text(words);
        }
        if (body instanceof Multipart multipart) {
            for (Entity part : multipart.getBodyParts()) {
                take(part);
            }
        } else if (body instanceof Message message) {
            ItemWithAttachments item = new MimeReader().whole(ItemKind.MESSAGE, message);
            attachments.add(new AttachmentWithContent(
                    Optional.ofNullable(message.getSubject()).orElse("message"),
                    "message/rfc822",
                    null,
                    false,
                    null,
                    item,
                    null,
                    null));
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
        StringWriter text = new StringWriter();
        try (Reader reader = body.getReader()) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    private static AttachmentWithContent file(Entity entity, SingleBody body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        String name = Optional.ofNullable(entity.getFilename()).orElse("attachment");
        String contentId = Optional.ofNullable(entity.getHeader().getField("Content-ID"))
                .map(Field::getBody)
                .map(id -> id.strip().replaceAll("^<|>$", ""))
                .orElse(null);
        boolean inline = "inline".equalsIgnoreCase(entity.getDispositionType()) && contentId != null;
        return new AttachmentWithContent(
                name, entity.getMimeType(), contentId, inline, Buffer.buffer(bytes.toByteArray()), null, null, null);
    }

    private static Stream<Mailbox> flat(@Nullable AddressList addresses) {
        return addresses == null ? Stream.empty() : addresses.flatten().stream();
    }

    private static void people(List<XmlElement> properties, String property, Stream<Mailbox> people) {
        // The parser accepts an address such as "@" as an empty address.
        List<XmlElement> named = people.filter(mailbox -> !mailbox.getAddress().isBlank())
                .map(mailbox -> new MailPerson(
                                Objects.requireNonNullElse(mailbox.getName(), mailbox.getAddress()),
                                mailbox.getAddress())
                        .element())
                .toList();
        if (!named.isEmpty()) {
            properties.add(t(property, named));
        }
    }
}
