package org.s2slab.shell;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellObject.Origin;

/**
 * Converts between the value types of the shell as PowerShell does: texts, integers and other numbers, booleans, null,
 * times ({@link java.time.Instant}), lists, objects and secrets.
 */
final class ValueConverter {
    private ValueConverter() {}

    /** The text of a value inside another text. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof List<?> items) {
            return items.stream().map(ValueConverter::text).collect(Collectors.joining(" "));
        }
        if (value instanceof ShellObject object && CertificateFiles.isCertificate(object)) {
            return "[Subject] " + text(object.get("Subject")) + " [Thumbprint] " + text(object.get("Thumbprint"));
        }
        if (value instanceof ShellObject object) {
            return object.names().stream()
                    .map(name -> name + "=" + text(object.get(name)))
                    .collect(Collectors.joining("; ", "@{", "}"));
        }
        return value.toString();
    }

    /** Whether a condition with this value is true. */
    static boolean isTrue(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items.size() == 1 ? isTrue(items.get(0)) : !items.isEmpty();
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null && !text(value).isEmpty();
    }

    /** The value as a number, or null if it is not a number. */
    static @Nullable Double number(@Nullable Object value) {
        try {
            return value == null ? null : Double.valueOf(text(value).strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The items of a list. Null has no items; any other value counts as a list with one item. */
    static List<@Nullable Object> items(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> items) {
            return Collections.unmodifiableList(items);
        }
        return Collections.singletonList(value);
    }

    /** Output objects as one value: null for no object, the object itself for one object, otherwise a list. */
    static @Nullable Object whole(List<@Nullable Object> written) {
        return switch (written.size()) {
            case 0 -> null;
            case 1 -> written.get(0);
            default -> new ArrayList<>(written);
        };
    }

    /** A property of a value; for a list, the property of each item. */
    static @Nullable Object property(@Nullable Object of, String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (of instanceof ShellObject object && object.nameOf(name) != null) {
            return object.get(name);
        }
        if (folded.equals("count")) {
            return (long) items(of).size();
        }
        if (folded.equals("length")) {
            return of instanceof String text
                    ? (long) text.length()
                    : (long) items(of).size();
        }
        if (of instanceof List<?> items) {
            List<@Nullable Object> found = new ArrayList<>();
            items.forEach(item -> found.addAll(items(property(item, name))));
            return whole(found);
        }
        return null;
    }

    /** Converts a JSON value to a value of the shell. */
    static @Nullable Object ofJson(@Nullable Object json, @Nullable Origin origin) {
        if (json instanceof JsonObject object) {
            ShellObject made = new ShellObject(origin);
            object.forEach(entry -> made.with(entry.getKey(), ofJson(entry.getValue(), origin)));
            return made;
        }
        if (json instanceof JsonArray array) {
            List<@Nullable Object> items = new ArrayList<>();
            array.forEach(item -> items.add(ofJson(item, origin)));
            return items;
        }
        return json instanceof Integer number ? Long.valueOf(number) : json;
    }

    /**
     * Converts a value to JSON.
     *
     * @param depth the number of nested levels; deeper objects become text
     */
    static @Nullable Object toJson(@Nullable Object value, int depth) {
        if (value instanceof List<?> items) {
            if (depth < 0) {
                return text(items);
            }
            JsonArray array = new JsonArray();
            items.forEach(item -> array.add(toJson(item, depth - 1)));
            return array;
        }
        if (value instanceof ShellObject object) {
            if (depth < 0) {
                return text(object);
            }
            JsonObject made = new JsonObject();
            object.properties().forEach((name, each) -> made.put(name, toJson(each, depth - 1)));
            return made;
        }
        return value == null || value instanceof Boolean || value instanceof Number ? value : value.toString();
    }

    /** An item of a list or a text by its number, or a property by its name; null if there is no such item. */
    static @Nullable Object item(@Nullable Object of, @Nullable Object index) {
        if (of instanceof ShellObject object) {
            return object.get(text(index));
        }
        Double number = number(index);
        if (number == null && !(of instanceof List)) {
            return property(of, text(index));
        }
        if (number == null) {
            throw ShellException.failed("'[" + text(index) + "]': items of a list are counted from 0");
        }
        List<@Nullable Object> items = items(of);
        int place = number.intValue() < 0 ? items.size() + number.intValue() : number.intValue();
        return place >= 0 && place < items.size() ? items.get(place) : null;
    }
}
