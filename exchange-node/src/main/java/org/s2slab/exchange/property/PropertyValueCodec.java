package org.s2slab.exchange.property;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlElement;

/**
 * Converts property values between EWS, MAPI, and the JSON of stored items. The types are String, Boolean, Long,
 * BigDecimal, Instant, Buffer, a List of them, or a structured value (see {@link StructuredValueCodec}). The property
 * determines the type. A text that does not match the type stays a String.
 */
public final class PropertyValueCodec {
    /** The key prefix of values that are not in the property table. A MAPI identity and a MAPI type follow. */
    public static final String OPAQUE = "extended:";

    /** The key prefix of elements that the item kind does not have, for parts of a user configuration. */
    public static final String ELEMENT = "element:";

    private PropertyValueCodec() {}

    /** Reads the value of an element. */
    public static Object of(PropertyDefinition property, XmlElement element) {
        return switch (property.form().type()) {
            case TEXTS -> element.children().stream().map(XmlElement::text).toList();
            case STRUCTURE -> StructuredValueCodec.of(element);
            default ->
                element.attributes().isEmpty()
                        ? of(property.form().type(), element.text())
                        : StructuredValueCodec.of(element);
        };
    }

    /** Reads a value of a MAPI type from texts. */
    public static Object ofMapi(String mapiType, List<String> texts) {
        ValueType type = ValueType.ofMapi(mapiType);
        return ValueType.isSeveral(mapiType)
                ? texts.stream().map(text -> of(type, text)).toList()
                : of(type, texts.isEmpty() ? "" : texts.get(0));
    }

    /** Reads a value from a text. */
    public static Object of(ValueType type, String text) {
        try {
            return switch (type) {
                case TRUTH -> Boolean.valueOf(MapiValueConverter.truth(text));
                case WHOLE -> Long.valueOf(text.strip());
                case DECIMAL, PERCENT -> decimal(text);
                case TIME -> time(text);
                case BINARY -> Buffer.buffer(Base64.getMimeDecoder().decode(text));
                default -> text;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return text;
        }
    }

    /**
     * Reads a number in the range of a double. A number with a larger exponent would need too many digits.
     *
     * @throws NumberFormatException if the text is not a finite number
     */
    public static BigDecimal decimal(String text) {
        return BigDecimal.valueOf(Double.parseDouble(text.strip())).stripTrailingZeros();
    }

    /** Reads a time from a request; without an offset it is in UTC. */
    public static Instant time(String text) {
        Instant time = parsed(text.strip());
        if (!isRepresentable(time)) {
            throw new DateTimeException("the year of '" + text + "' is not one from 1 to 9999");
        }
        return time;
    }

    /** Whether xs:dateTime in EWS can represent a time: its year in UTC is between 1 and 9999. */
    public static boolean isRepresentable(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= 1 && year <= 9999;
    }

    private static Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.parse(text + "Z");
        }
    }

    /** The element of a value. */
    public static XmlElement element(String name, Object value) {
        return value instanceof List<?> several
                ? XmlElement.of(
                        EwsNames.TYPES,
                        name,
                        several.stream()
                                .map(one -> XmlElement.of(EwsNames.TYPES, "String", text(one)))
                                .toList())
                : value instanceof Map<?, ?>
                        ? StructuredValueCodec.element(name, value)
                        : XmlElement.of(EwsNames.TYPES, name, text(value));
    }

    /** A single value as text. A structured value returns the text beside its attributes. */
    public static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Buffer bytes) {
            return Base64.getEncoder().encodeToString(bytes.getBytes());
        }
        return value instanceof Map<?, ?> fields
                ? fields.get(StructuredValueCodec.TEXT) instanceof String text ? text : ""
                : value.toString();
    }

    /** A value as texts: one text per list entry. A structured value is one text with all fields. */
    public static List<String> texts(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(PropertyValueCodec::text).toList()
                : List.of(StructuredValueCodec.text(value));
    }

    /** Writes values by key as JSON. */
    public static String json(Map<String, Object> values) {
        JsonObject json = new JsonObject();
        values.forEach((key, value) -> json.put(key, json(value)));
        return json.encode();
    }

    private static Object json(Object value) {
        return value instanceof List<?> several
                ? new JsonArray(several.stream().map(PropertyValueCodec::json).toList())
                : value instanceof Map<?, ?> fields
                        ? fields.entrySet().stream()
                                .collect(
                                        JsonObject::new,
                                        (json, field) -> json.put((String) field.getKey(), json(field.getValue())),
                                        JsonObject::mergeIn)
                        : value instanceof Instant || value instanceof Buffer ? text(value) : value;
    }

    /** Reads values by key from JSON. */
    public static Map<String, Object> read(String json) {
        Map<String, Object> values = new LinkedHashMap<>();
        StoredJsonReader.object(json)
                .forEach(field -> values.put(field.getKey(), typed(type(field.getKey()), field.getValue())));
        return values;
    }

    private static ValueType type(String key) {
        if (key.startsWith(OPAQUE)) {
            return ValueType.ofMapi(key.substring(key.lastIndexOf(':') + 1));
        }
        List<PropertyDefinition> known = PropertyTable.EXCHANGE.byUri(key);
        return known.isEmpty() ? ValueType.STRUCTURE : known.get(0).form().type();
    }

    private static Object typed(ValueType type, Object json) {
        if (json instanceof JsonArray several) {
            return several.stream().map(one -> typed(type, one)).toList();
        }
        if (json instanceof JsonObject fields) {
            Map<String, Object> structured = new LinkedHashMap<>();
            fields.forEach(field -> structured.put(field.getKey(), typed(ValueType.STRUCTURE, field.getValue())));
            return structured;
        }
        return json instanceof Boolean ? json : of(type, json.toString());
    }
}
