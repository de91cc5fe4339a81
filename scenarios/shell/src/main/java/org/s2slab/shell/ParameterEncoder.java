package org.s2slab.shell;

import io.vertx.core.json.JsonArray;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.CmdletHelp.Parameter;

/** Encodes a value of the shell for a node's management port. */
final class ParameterEncoder {
    /** The properties that identify an object, if it has no property with the name of the parameter. */
    private static final List<String> NAMES = List.of(
            "Identity", "NameIdentifier", "NameId", "AppPrincipalId", "Url", "Name", "DisplayName", "Thumbprint");

    /** The form of dates in public procedures: 7/22/2012 1:00:00 PM. The shell reads them as UTC. */
    private static final DateTimeFormatter AMERICAN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("M/d/yyyy[ h:mm[:ss] a][ H:mm[:ss]]")
            .parseDefaulting(ChronoField.NANO_OF_SECOND, 0)
            .toFormatter(Locale.US);

    /** Levels of lists and hashtables in a value. */
    private static final int HASHTABLE_DEPTH = 3;

    private ParameterEncoder() {}

    /** Whether an object has a property with the value for a parameter. */
    static boolean isNamedBy(Parameter parameter, ShellObject object) {
        return named(parameter, object) != null;
    }

    private static @Nullable Object named(Parameter parameter, ShellObject object) {
        Object own = object.get(parameter.name());
        if (own != null) {
            return own;
        }
        return NAMES.stream()
                .filter(name -> object.get(name) instanceof String)
                .findFirst()
                .map(object::get)
                .orElse(null);
    }

    /**
     * The JSON value for a parameter. Throws ShellException for an object without a text in any of the properties that
     * name an object, such as Identity.
     */
    static @Nullable Object of(Parameter parameter, @Nullable Object value) {
        if (value instanceof SecureText secret) {
            return secret.text();
        }
        if (parameter.type().equals("OBJECTS") && value != null) {
            return ValueConverter.toJson(value, HASHTABLE_DEPTH);
        }
        if (value instanceof List<?> items) {
            return list(parameter, items);
        }
        if (value instanceof ShellObject object) {
            return object(parameter, object);
        }
        if (parameter.type().equals("DATE") && value instanceof String text) {
            return date(text);
        }
        return value == null || value instanceof Boolean || value instanceof Number ? value : value.toString();
    }

    /** A list as a JSON array. If the parameter does not accept lists, a list with one item becomes this item. */
    private static @Nullable Object list(Parameter parameter, List<?> items) {
        if (items.size() == 1 && !parameter.type().equals("STRINGS")) {
            return of(parameter, items.get(0));
        }
        JsonArray array = new JsonArray();
        for (Object item : items) {
            Object text = of(parameter, item);
            if (text instanceof JsonArray inner) {
                array.addAll(inner);
            } else {
                array.add(text);
            }
        }
        return array;
    }

    private static @Nullable Object object(Parameter parameter, ShellObject object) {
        if (CmdletInvocation.isSecret(parameter) && object.get("UserName") != null) {
            Object password = object.get("Password");
            return ValueConverter.text(object.get("UserName")) + ":"
                    + (password instanceof SecureText secret ? secret.text() : ValueConverter.text(password));
        }
        Object name = named(parameter, object);
        if (name == null) {
            throw ShellException.failed(
                    "-" + parameter.name() + " takes a value of type " + parameter.type()
                            + ", and an object with " + String.join(", ", object.names())
                            + " was given. Name the property that is meant; for a list give the whole of it, ($x.Names + 'one more').");
        }
        return of(parameter, name);
    }

    private static String date(String text) {
        if (text.indexOf('/') < 0) {
            return text;
        }
        try {
            var parsed = AMERICAN.parse(text.strip());
            int hour = parsed.isSupported(ChronoField.HOUR_OF_DAY) ? parsed.get(ChronoField.HOUR_OF_DAY) : 0;
            int minute = parsed.isSupported(ChronoField.MINUTE_OF_HOUR) ? parsed.get(ChronoField.MINUTE_OF_HOUR) : 0;
            int second =
                    parsed.isSupported(ChronoField.SECOND_OF_MINUTE) ? parsed.get(ChronoField.SECOND_OF_MINUTE) : 0;
            return LocalDateTime.of(
                            parsed.get(ChronoField.YEAR),
                            parsed.get(ChronoField.MONTH_OF_YEAR),
                            parsed.get(ChronoField.DAY_OF_MONTH),
                            hour,
                            minute,
                            second)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            throw ShellException.failed(
                    "'" + text + "' is no date; write 2026-03-02, 2026-03-02T09:00:00Z or 3/2/2026 9:00 AM"
                            + " (month first, universal time)");
        }
    }
}
