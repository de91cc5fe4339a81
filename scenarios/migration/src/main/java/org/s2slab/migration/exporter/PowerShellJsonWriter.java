package org.s2slab.migration.exporter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes JSON as ConvertTo-Json of Windows PowerShell 5.1 does. One object becomes an object, several objects become a
 * list, and no object becomes an empty text. Dates are milliseconds since 1970, {@code "\/Date(1772323200000)\/"}. Four
 * characters are escaped although JSON does not require this.
 */
final class PowerShellJsonWriter {
    /** The form of dates in the responses of the management port. */
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

    private static final Pattern DATE = Pattern.compile("\"/(Date\\(-?\\d+\\))/\"");

    private static final Map<String, String> ESCAPED =
            Map.of("<", "\\u003c", ">", "\\u003e", "&", "\\u0026", "'", "\\u0027");

    /** The form of a date and a time in .NET for the culture en-US. */
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern(
                    "EEEE, MMMM d, yyyy h:mm:ss a", Locale.US)
            .withZone(ZoneOffset.UTC);

    private PowerShellJsonWriter() {}

    /** The JSON text for the objects of one cmdlet. */
    static String of(List<JsonObject> objects) {
        return switch (objects.size()) {
            case 0 -> "";
            case 1 -> text(objects.get(0));
            default -> text(new JsonArray(objects));
        };
    }

    /** The object for a date, as Get-Date writes it. */
    static JsonObject date(Instant moment) {
        return new JsonObject()
                .put("value", moment.toString())
                .put("DisplayHint", 2)
                .put("DateTime", WORDS.format(moment));
    }

    /** The text of an AuthMetadata document. PowerShell does not write this file. */
    static String document(JsonObject document) {
        return document.encodePrettily() + "\n";
    }

    /** The JSON text of a list or an object. */
    static String text(Object value) {
        Object written = written(value);
        String json = written instanceof JsonObject object
                ? object.encodePrettily()
                : written instanceof JsonArray array ? array.encodePrettily() : String.valueOf(written);
        String escaped = DATE.matcher(json).replaceAll("\"\\\\/$1\\\\/\"");
        for (Map.Entry<String, String> sign : ESCAPED.entrySet()) {
            escaped = escaped.replace(sign.getKey(), sign.getValue());
        }
        return escaped + "\n";
    }

    private static Object written(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(
                    member -> copy.put(member.getKey(), member.getValue() == null ? null : written(member.getValue())));
            return copy;
        }
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(item == null ? null : written(item)));
            return copy;
        }
        return value instanceof String text && MOMENT.matcher(text).matches()
                ? "/Date(" + Instant.parse(text).toEpochMilli() + ")/"
                : value;
    }
}
