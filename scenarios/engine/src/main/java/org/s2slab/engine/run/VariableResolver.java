package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the references {@code ${name.field}} of a scenario to values of the deployment and of earlier steps. */
final class VariableResolver {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern PART = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]+)]");

    /**
     * The current time, and times relative to it: {@code now}, {@code now+PT26H}, {@code now-P1D}. {@code epoch} is the
     * same time in seconds since 1970, as in tokens.
     */
    private static final Pattern MOMENT = Pattern.compile("(now|epoch)(?:\\s*([+-])\\s*(P[0-9A-Z.]+))?");

    private final Map<String, Object> known = new LinkedHashMap<>();
    private @Nullable Clock clock;

    /** Sets a variable. An earlier value of the same name is replaced. */
    void put(String name, Object value) {
        known.put(name, value);
    }

    /** Sets the clock for {@code ${now}}. */
    void tellTime(Clock time) {
        clock = time;
    }

    /**
     * Replaces every reference in a value. If a text consists of one reference, the result has the type of the
     * referenced value. If an item of a list is a reference to a list, the items of that list are inserted.
     */
    @Nullable
    Object resolve(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return resolve(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray resolved = new JsonArray();
            for (Object item : array) {
                Object one = resolve(item);
                if (item instanceof String && one instanceof JsonArray part) {
                    resolved.addAll(part);
                } else {
                    resolved.add(one);
                }
            }
            return resolved;
        }
        return value instanceof String text ? text(text) : value;
    }

    JsonObject resolve(JsonObject object) {
        JsonObject resolved = new JsonObject();
        object.forEach(entry -> resolved.put(entry.getKey(), resolve(entry.getValue())));
        return resolved;
    }

    /** Replaces the references as {@link #resolve} does, but a text with an unknown reference stays as written. */
    JsonObject resolveKnown(JsonObject object) {
        JsonObject resolved = new JsonObject();
        object.forEach(entry -> resolved.put(entry.getKey(), known(entry.getValue())));
        return resolved;
    }

    private @Nullable Object known(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return resolveKnown(object);
        }
        try {
            return resolve(value);
        } catch (UnresolvedReference e) {
            return value;
        }
    }

    private @Nullable Object text(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (matcher.matches()) {
            return lookUp(matcher.group(1).strip());
        }
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            Object value = lookUp(matcher.group(1).strip());
            matcher.appendReplacement(filled, Matcher.quoteReplacement(String.valueOf(value)));
        }
        return matcher.appendTail(filled).toString();
    }

    private @Nullable Object lookUp(String path) {
        Matcher moment = MOMENT.matcher(path);
        if (clock != null && moment.matches()) {
            return moment(path, clock.instant().truncatedTo(ChronoUnit.SECONDS), moment);
        }
        List<String> walked = new ArrayList<>();
        @Nullable Object here = new JsonObject(new LinkedHashMap<>(known));
        Matcher parts = PART.matcher(path);
        while (parts.find()) {
            here = parts.group(1) == null
                    ? item(path, here, Integer.parseInt(parts.group(2)), walked)
                    : member(path, here, parts.group(1), walked);
            walked.add(parts.group());
        }
        if (walked.isEmpty()) {
            throw new UnresolvedReference("${" + path + "} does not name a variable");
        }
        return here;
    }

    private static String moment(String path, Instant now, Matcher requested) {
        try {
            Duration by = requested.group(3) == null ? Duration.ZERO : Duration.parse(requested.group(3));
            Instant then = "-".equals(requested.group(2)) ? now.minus(by) : now.plus(by);
            return requested.group(1).equals("now") ? then.toString() : Long.toString(then.getEpochSecond());
        } catch (DateTimeParseException e) {
            throw new UnresolvedReference("${" + path + "}: write ${now+PT26H}, ${now-P1D} or ${epoch+PT8H}");
        }
    }

    private static @Nullable Object member(String path, @Nullable Object here, String name, List<String> walked) {
        if (!(here instanceof JsonObject object)) {
            throw new UnresolvedReference("${" + path + "}: " + place(walked) + " has no fields, it is " + here);
        }
        if (!object.containsKey(name)) {
            throw new UnresolvedReference("${" + path + "}: there is no '" + name + "'"
                    + (walked.isEmpty() ? "" : " in " + place(walked)) + "; expected one of "
                    + String.join(", ", object.fieldNames()));
        }
        return object.getValue(name);
    }

    private static @Nullable Object item(String path, @Nullable Object here, int index, List<String> walked) {
        if (!(here instanceof JsonArray array) || index >= array.size()) {
            throw new UnresolvedReference("${" + path + "}: " + place(walked) + " has no item " + index);
        }
        return array.getValue(index);
    }

    private static String place(List<String> walked) {
        return String.join(".", walked).replace(".[", "[");
    }

    /** A reference to an unknown variable. The message lists the known variables. */
    static final class UnresolvedReference extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnresolvedReference(String message) {
            super(message, null, false, false);
        }
    }
}
