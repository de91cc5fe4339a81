package org.s2slab.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the header fields for a collector from the environment. Their values are often credentials. */
final class OtlpHeaders {
    /** The variable by https://opentelemetry.io/docs/specs/otel/protocol/exporter/. */
    static final String VARIABLE = "OTEL_EXPORTER_OTLP_HEADERS";

    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** A field value (RFC 9110, 5.5) of ASCII characters. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    private OtlpHeaders() {}

    /**
     * The fields of a text {@code name=value,name=value}, in the form of W3C Baggage: values are percent-encoded.
     *
     * @throws IllegalArgumentException if a field has another form; the message has no value
     */
    static Map<String, String> read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(",", -1)) {
            if (field.isBlank()) {
                continue;
            }
            String[] parts = field.split("=", 2);
            String name = parts[0].strip();
            if (parts.length < 2 || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("telemetry: field " + (fields.size() + 1) + " of " + VARIABLE
                        + " is not a name of a header field and a value; write name=value,name=value");
            }
            fields.put(name, decoded(name, parts[1].strip()));
        }
        return fields;
    }

    private static String decoded(String name, String written) {
        String value;
        try {
            // A plus sign stands for itself, other than in forms.
            value = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable(name);
        }
        if (!VALUE.matcher(value).matches()) {
            throw unusable(name);
        }
        return value;
    }

    /** Has no cause, because the message of the cause could have the value. */
    private static IllegalArgumentException unusable(String name) {
        return new IllegalArgumentException("telemetry: the value of '" + name + "' in " + VARIABLE
                + " is no text of a header field; write other characters than visible ASCII, and %, as %XX");
    }
}
