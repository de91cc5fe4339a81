package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.contentline.EventProperty;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;

/** Header fields of messages as properties: by the table {@code ews/headers.tsv}, and all of them as InternetMessageHeaders. */
final class MessageHeaders {
    static final String ALL = "InternetMessageHeaders";

    private static final List<String[]> ROWS = EventProperty.rows("/ews/headers.tsv");

    /** The fields of one message: bounds what a hostile header can cost. */
    private static final int MOST = 500;

    private static final String KEYWORDS = "Keywords";
    private static final String RECEIPT = "Disposition-Notification-To";
    private static final String DELIVERY = "Return-Receipt-To";

    private MessageHeaders() {}

    /** The properties that the header fields of a message stand for. */
    static List<XmlElement> read(Message message) {
        List<XmlElement> properties = new ArrayList<>();
        for (String[] row : ROWS) {
            text(message, row[0])
                    .flatMap(text -> row[2].equals("text") ? Optional.of(text) : value(row[2], text))
                    .ifPresent(value -> properties.add(t(row[1], value)));
        }
        List<XmlElement> keywords = message.getHeader().getFields(KEYWORDS).stream()
                .flatMap(field -> Arrays.stream(decoded(field).split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> t("String", text))
                .toList();
        if (!keywords.isEmpty()) {
            properties.add(t("Categories", keywords));
        }
        text(message, RECEIPT).ifPresent(to -> properties.add(t("IsReadReceiptRequested", "true")));
        text(message, DELIVERY).ifPresent(to -> properties.add(t("IsDeliveryReceiptRequested", "true")));
        properties.add(all(message));
        return properties;
    }

    /** All fields, {@code InternetMessageHeaders}. */
    static XmlElement all(Message message) {
        return t(
                ALL,
                message.getHeader().getFields().stream()
                        .limit(MOST)
                        .map(field -> t("InternetMessageHeader", decoded(field)).with("HeaderName", field.getName()))
                        .toList());
    }

    /** The fields of an item that a shape shows; null where it has none of them. */
    static @Nullable ItemProperty shown(PropertyDefinition field, ItemContent item, ResponseShape shape) {
        List<XmlElement> shown = item.property(ALL).stream()
                .flatMap(all -> all.children().stream())
                .filter(header -> shape.showsAllHeaders()
                        || shape.headers()
                                .contains(header.attribute("HeaderName")
                                        .orElse("")
                                        .toLowerCase(Locale.ROOT)))
                .toList();
        return shown.isEmpty()
                ? null
                : new ItemProperty(field.uri(), List.of(), xml -> xml.copy(EwsNames.TYPES, t(ALL, shown)));
    }

    /** All fields of an item as lines (PidTagTransportMessageHeaders); null where it has none. */
    static @Nullable String text(ItemContent item) {
        return item.property(ALL)
                .map(all -> all.children().stream()
                        .map(header -> header.attribute("HeaderName").orElse("") + ": " + header.text() + "\r\n")
                        .collect(Collectors.joining()))
                .orElse(null);
    }

    /** When the last server received a message: behind the semicolon of the first Received field. */
    static @Nullable Instant received(Message message) {
        return text(message, "Received")
                .map(field -> field.substring(field.lastIndexOf(';') + 1)
                        .replaceAll("\\([^)]*\\)", "")
                        .strip())
                .map(MessageHeaders::time)
                .orElse(null);
    }

    private static @Nullable Instant time(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Optional<String> text(Message message, String name) {
        return Optional.ofNullable(message.getHeader().getField(name))
                .map(MessageHeaders::decoded)
                .filter(text -> !text.isEmpty());
    }

    private static String decoded(Field field) {
        String body = field.getBody().replaceAll("[\\r\\n]+[ \\t]*", " ").strip();
        return DecoderUtil.decodeEncodedWords(body, DecodeMonitor.SILENT);
    }

    private static Optional<String> value(String pairs, String text) {
        return Arrays.stream(pairs.split(" ", -1))
                .filter(pair -> pair.substring(pair.indexOf('=') + 1).equalsIgnoreCase(text))
                .map(pair -> pair.substring(0, pair.indexOf('=')))
                .findFirst();
    }

    /** Adds the fields of an item to a message. */
    static void write(ItemContent item, Message.Builder message) {
        for (String[] row : ROWS) {
            item.propertyText(row[1])
                    .map(value -> row[2].equals("text") ? value : written(row[2], value))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> message.setField(new RawField(row[0], text.replaceAll("\\s+", " "))));
        }
        item.property("Categories")
                .map(list -> String.join(
                        ", ", list.children().stream().map(XmlElement::text).toList()))
                .ifPresent(text -> message.setField(new RawField(
                        KEYWORDS,
                        EncoderUtil.encodeIfNecessary(text, EncoderUtil.Usage.TEXT_TOKEN, KEYWORDS.length() + 2))));
        Optional<String> from = item.property("From")
                .flatMap(found -> found.child("Mailbox"))
                .flatMap(mailbox -> mailbox.childText("EmailAddress"));
        for (String[] receipt :
                new String[][] {{"IsReadReceiptRequested", RECEIPT}, {"IsDeliveryReceiptRequested", DELIVERY}}) {
            item.propertyText(receipt[0])
                    .filter("true"::equals)
                    .flatMap(asked -> from)
                    .ifPresent(address -> message.setField(new RawField(receipt[1], address)));
        }
        if (item.draft()) {
            message.setField(new RawField("X-Unsent", "1"));
        }
    }

    private static String written(String pairs, String value) {
        return Arrays.stream(pairs.split(" ", -1))
                .skip(1)
                .filter(pair -> pair.startsWith(value + "="))
                .map(pair -> pair.substring(value.length() + 1))
                .findFirst()
                .orElse("");
    }
}
