package org.s2slab.management;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Guid;
import org.s2slab.refusal.Refusal;

/** Converts one JSON value to the type of its parameter. Its error names the accepted values. */
final class ParameterConverter {
    private static final Pattern GUID = Pattern.compile("\\{?(" + Guid.LOWER_CASE + ")}?", Pattern.CASE_INSENSITIVE);

    /** Maximum number of characters of a value that a message repeats. */
    private static final int SHOWN = 200;

    private final CmdletParameter parameter;
    private final @Nullable Object given;

    private ParameterConverter(CmdletParameter parameter, @Nullable Object given) {
        this.parameter = parameter;
        this.given = given;
    }

    static @Nullable Object of(CmdletParameter parameter, @Nullable Object given) {
        return new ParameterConverter(parameter, given).convert();
    }

    private @Nullable Object convert() {
        if (given == null || "$null".equals(given)) {
            return nothing();
        }
        return switch (parameter.type()) {
            case STRING, CREDENTIAL -> string();
            case STRINGS -> strings();
            case OBJECTS -> objects();
            case BOOLEAN, NULLABLE_BOOLEAN, SWITCH -> flag();
            case INTEGER -> integer();
            case ENUM -> word();
            case URL -> url();
            case GUID -> guid();
            case DATE -> date();
        };
    }

    private @Nullable Object nothing() {
        boolean clears = switch (parameter.type()) {
            case STRING, STRINGS, OBJECTS, NULLABLE_BOOLEAN, URL, GUID, DATE -> !parameter.mandatory();
            default -> false;
        };
        if (!clears) {
            throw Refusal.invalid("Cannot bind argument to parameter '" + parameter.name() + "' because it is null.");
        }
        return null;
    }

    private String string() {
        if (!(given instanceof String) && !(given instanceof Number)) {
            throw wrong("a text");
        }
        String text = given.toString();
        if (text.isEmpty() && parameter.mandatory()) {
            throw Refusal.invalid(
                    "Cannot bind argument to parameter '" + parameter.name() + "' because it is an empty string.");
        }
        return text;
    }

    private List<String> strings() {
        List<?> items = given instanceof JsonArray array ? array.getList() : List.of(string());
        if (items.stream().anyMatch(item -> !(item instanceof String text) || text.isEmpty())
                && given instanceof JsonArray) {
            throw wrong("a text or a list of texts, none of them empty");
        }
        if (items.isEmpty() && parameter.mandatory()) {
            throw Refusal.invalid(
                    "Cannot bind argument to parameter '" + parameter.name() + "' because it is an empty list.");
        }
        return items.stream().map(String::valueOf).toList();
    }

    private List<JsonObject> objects() {
        List<?> items =
                given instanceof JsonArray array ? List.copyOf(array.stream().toList()) : List.of(given);
        if (items.stream().anyMatch(item -> !(item instanceof JsonObject))) {
            throw wrong("a hashtable or a list of hashtables, @{Name = 'value'}");
        }
        return items.stream().map(JsonObject.class::cast).toList();
    }

    private Boolean flag() {
        String word = String.valueOf(given).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "$true", "1" -> true;
            case "false", "$false", "0" -> false;
            default -> throw wrong("true or false (also \"$true\", \"$false\", 1 and 0)");
        };
    }

    private Integer integer() {
        try {
            return Integer.valueOf(String.valueOf(given));
        } catch (NumberFormatException e) {
            throw wrong("a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
    }

    private String word() {
        String text = String.valueOf(given);
        return parameter.values().stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Cannot bind parameter '" + parameter.name()
                        + "'. Unable to match the identifier name " + shown() + " to a valid enumerator name. Specify"
                        + " one of the following enumerator names and try again: "
                        + String.join(", ", parameter.values()) + "."));
    }

    private String url() {
        try {
            URI uri = new URI(String.valueOf(given));
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri.toString();
            }
        } catch (URISyntaxException e) {
            // Refused below, like any other text that is not a URL.
        }
        throw wrong("an absolute URL such as https://exchange.contoso.com/autodiscover/metadata/json/1");
    }

    private String guid() {
        var matcher = GUID.matcher(String.valueOf(given));
        if (!matcher.matches()) {
            throw wrong("a GUID such as 00000002-0000-0ff1-ce00-000000000000");
        }
        return matcher.group(1).toLowerCase(Locale.ROOT);
    }

    private Instant date() {
        String text = String.valueOf(given);
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('-') > text.indexOf('T') || text.indexOf('+') > 0;
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong("a date such as 2026-03-02 or 2026-03-02T09:00:00Z; without a zone it is UTC");
        }
    }

    private Refusal wrong(String accepted) {
        return Refusal.invalid("Cannot bind parameter '" + parameter.name() + "'. Cannot convert value " + shown()
                + " to type " + parameter.type() + ". Accepted: " + accepted + ".");
    }

    private String shown() {
        if (parameter.type() == CmdletParameter.Type.CREDENTIAL) {
            return "(not shown)";
        }
        String text = String.valueOf(given);
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
    }
}
