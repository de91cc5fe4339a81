package org.s2slab.exchange.mime;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.BodyPart;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.contentline.ICalendarWriter;
import org.s2slab.exchange.values.BodyConverter;
import org.s2slab.xml.XmlElement;

/** Writes items as RFC 822 messages. */
public final class MimeWriter {
    private MimeWriter() {}

    /** The header fields of an item's message as {@code InternetMessageHeaders}. */
    public static XmlElement headers(ItemWithAttachments item) {
        try {
            return MessageHeaders.all(message(item));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a message with its headers, bodies and attachments. */
    public static Buffer write(ItemWithAttachments item) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new DefaultMessageWriter().writeMessage(message(item), out);
            return Buffer.buffer(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message message(ItemWithAttachments whole) throws IOException {
        ItemContent content = whole.content();
        Message.Builder message =
                Message.Builder.of().setSubject(content.subject()).setField(new RawField("MIME-Version", "1.0"));
        message.setFrom(people(content, "From").toArray(Mailbox[]::new));
        message.setTo(people(content, "ToRecipients"));
        message.setCc(people(content, "CcRecipients"));
        message.setBcc(people(content, "BccRecipients"));
        message.setReplyTo(people(content, "ReplyTo").toArray(Mailbox[]::new));
        Optional.ofNullable(content.internetMessageId()).ifPresent(message::setMessageId);
        if (content.sent() != null) {
            message.setDate(Date.from(content.sent()));
        }
        MessageHeaders.write(content, message);
        people(content, "Sender").stream()
                .filter(sender -> !people(content, "From").contains(sender))
                .findFirst()
                .ifPresent(message::setSender);
        if (whole.attachments().isEmpty() && content.html() == null && !isMeeting(content)) {
            return message.setBody(content.text(), StandardCharsets.UTF_8)
                    .setContentTransferEncoding("base64")
                    .build();
        }
        return message.setBody(parts(whole)).build();
    }

    private static boolean isMeeting(ItemContent content) {
        return content.kind().element().startsWith("Meeting");
    }

    /** Both forms of the body with their inline attachments, then the other attachments. */
    private static Multipart parts(ItemWithAttachments whole) throws IOException {
        MultipartBuilder forms = MultipartBuilder.create("alternative")
                .addBodyPart(text("plain", whole.content().text()))
                .addBodyPart(text("html", html(whole.content())));
        if (isMeeting(whole.content())) {
            forms.addBodyPart(calendar(whole.content()));
        }
        Multipart body = with(forms.build(), "related", whole, true);
        return with(body, "mixed", whole, false);
    }

    private static Multipart with(Multipart body, String subtype, ItemWithAttachments whole, boolean inline)
            throws IOException {
        List<AttachmentWithContent> attachments = whole.attachments().stream()
                .filter(one -> inline == (one.inline() && one.contentId() != null))
                .toList();
        if (attachments.isEmpty()) {
            return body;
        }
        MultipartBuilder around = MultipartBuilder.create(subtype)
                .addBodyPart(BodyPartBuilder.create().setBody(body).build());
        for (AttachmentWithContent attachment : attachments) {
            around.addBodyPart(attached(attachment));
        }
        return around.build();
    }

    /** The calendar event of a meeting message. */
    private static BodyPart calendar(ItemContent message) throws IOException {
        byte[] event = ICalendarWriter.write(message, List.of(), List.of()).getBytes();
        return BodyPartBuilder.create()
                .setBody(event, "text/calendar")
                .setContentType(
                        "text/calendar",
                        new NameValuePair("charset", "utf-8"),
                        new NameValuePair("method", ICalendarWriter.method(message)))
                .setContentTransferEncoding("base64")
                .build();
    }

    private static String html(ItemContent content) {
        String html = content.html();
        return html == null ? BodyConverter.html(content.text()) : html;
    }

    private static BodyPart text(String subtype, String text) throws IOException {
        return BodyPartBuilder.create()
                .setBody(text, subtype, StandardCharsets.UTF_8)
                .setContentTransferEncoding("base64")
                .build();
    }

    private static BodyPart attached(AttachmentWithContent attachment) throws IOException {
        BodyPartBuilder part = BodyPartBuilder.create();
        ItemWithAttachments item = attachment.item();
        if (item != null) {
            part.setBody(message(item));
        } else if (attachment.file() != null) {
            String type = attachment.contentType();
            part.setBody(attachment.file().getBytes(), type == null ? "application/octet-stream" : type)
                    .setContentTransferEncoding("base64");
        }
        if (attachment.contentId() != null) {
            part.setField(new RawField("Content-ID", "<" + attachment.contentId() + ">"));
        }
        return part.setContentDisposition(attachment.inline() ? "inline" : "attachment", attachment.name())
                .build();
    }

    private static List<Mailbox> people(ItemContent content, String property) {
        return MailPerson.in(content, property).stream()
                .filter(person -> person.address().lastIndexOf('@') > 0)
                .map(MimeWriter::mailbox)
                .toList();
    }

    private static Mailbox mailbox(MailPerson person) {
        String address = person.address();
        int at = address.lastIndexOf('@');
        String name = person.name().isEmpty() || person.name().equalsIgnoreCase(address) ? null : person.name();
        return new Mailbox(name, address.substring(0, at), address.substring(at + 1));
    }
}
