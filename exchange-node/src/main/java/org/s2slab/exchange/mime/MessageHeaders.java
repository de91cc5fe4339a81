package org.s2slab.exchange.mime;

import static org.s2slab.ews.EwsNames.t;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.contentline.PropertyMapping;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/** Converts header fields to properties and back, by {@code ews/headers.tsv} and as InternetMessageHeaders. */
public final class MessageHeaders {
    /** The element with all header fields of a message. */
    public static final String ALL = "InternetMessageHeaders";

    private static final List<Row> ROWS = ResourceTable.rows("/ews/headers.tsv").stream()
            .map(row -> new Row(row[0], new PropertyMapping(row[1], row[2])))
            .toList();

    /** The maximum number of header fields of a message, to limit the cost of a hostile header. */
    static final int MOST = 500;

    private MessageHeaders() {}

    /** The properties from the header fields of a message. */
    static List<XmlElement> read(Message message) {
        List<XmlElement> properties = new ArrayList<>();
        for (Row row : ROWS) {
            List<String> texts = message.getHeader().getFields(row.field()).stream()
                    .map(MessageHeaders::decoded)
                    .filter(text -> !text.isEmpty())
                    .toList();
            row.read(texts).ifPresent(properties::add);
        }
        properties.add(all(message));
        return properties;
    }

    private record Row(String field, PropertyMapping mapping) {
        private boolean isReceipt() {
            return mapping.values().equals("sender");
        }

        Optional<XmlElement> read(List<String> texts) {
            return isReceipt()
                    ? texts.stream().findFirst().map(text -> t(mapping.element(), "true"))
                    : mapping.read(
                            mapping.isList()
                                    ? texts.stream()
                                            .flatMap(text -> Stream.of(text.split(",", -1)))
                                            .toList()
                                    : texts);
        }

        String written(ItemContent item) {
            if (isReceipt()) {
                return MailPerson.in(item, "From").stream()
                        .filter(from -> item.isTrue(mapping.element()))
                        .map(MailPerson::address)
                        .findFirst()
                        .orElse("");
            }
            String text = String.join(", ", mapping.write(item));
            return mapping.isList()
                    ? EncoderUtil.encodeIfNecessary(text, EncoderUtil.Usage.TEXT_TOKEN, field.length() + 2)
                    : text;
        }
    }

    /** All header fields as {@code InternetMessageHeaders}. */
    static XmlElement all(Message message) {
        return t(
                ALL,
                message.getHeader().getFields().stream()
                        .limit(MOST)
                        .map(field -> t("InternetMessageHeader", decoded(field)).with("HeaderName", field.getName()))
                        .toList());
    }

    /** The header fields of an item for a response shape; null if the item has none of them. */
    public static @Nullable ItemProperty shown(PropertyDefinition field, ItemContent item, ResponseShape shape) {
        List<XmlElement> shown = item.entries(ALL).stream()
                .filter(header -> shape.showsAllHeaders()
                        || shape.headers()
                                .contains(header.attribute("HeaderName", "").toLowerCase(Locale.ROOT)))
                .toList();
        return shown.isEmpty() ? null : ItemProperty.of(field.uri(), null, t(ALL, shown));
    }

    /** All header fields of an item as lines (PidTagTransportMessageHeaders); null without header fields. */
    public static @Nullable String text(ItemContent item) {
        return item.property(ALL)
                .map(all -> all.children().stream()
                        .map(header -> header.attribute("HeaderName", "") + ": " + header.text() + "\r\n")
                        .collect(Collectors.joining()))
                .orElse(null);
    }

    /** The time of the Date field; null if it is missing or EWS cannot represent it. */
    static @Nullable Instant sent(Message message) {
        return Optional.ofNullable(message.getDate())
                .map(Date::toInstant)
                .filter(PropertyValueCodec::isRepresentable)
                .orElse(null);
    }

    /** The time at which the last server received a message: after the semicolon of the first Received field. */
    static @Nullable Instant received(Message message) {
        return text(message, "Received")
                .map(field -> field.substring(field.lastIndexOf(';') + 1)
                        .replaceAll("\\([^)]*\\)", "")
                        .strip())
                .map(MessageHeaders::time)
                .filter(PropertyValueCodec::isRepresentable)
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

    /** Adds the header fields of an item to a message. */
    static void write(ItemContent item, Message.Builder message) {
        for (Row row : ROWS) {
            String text = row.written(item);
            if (!text.isEmpty()) {
                message.setField(new RawField(row.field(), text.replaceAll("\\s+", " ")));
            }
        }
        ClientHeaders.of(item).forEach(message::addField);
        if (item.draft()) {
            message.setField(new RawField("X-Unsent", "1"));
        }
    }
}
