package org.s2slab.management;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a cmdlet with its parameters as an administrator types it in PowerShell. */
public final class CmdletFormatter {
    /** Values that need no quotes: names, numbers, dates, addresses, variables, and placeholders in angle brackets. */
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z0-9_][A-Za-z0-9_.:/-]*|\\$[A-Za-z]+(\\.[A-Za-z]+)?|<[A-Za-z0-9' ]+>([@/]<[A-Za-z0-9' ]+>)?");

    private CmdletFormatter() {}

    /**
     * The command line.
     *
     * @param arguments by parameter, in the order of the command line: texts, booleans, numbers, and lists
     * @param isSwitch whether a parameter has no value
     */
    public static String of(String cmdlet, JsonObject arguments, Predicate<String> isSwitch) {
        return cmdlet
                + arguments.stream()
                        .map(argument -> typed(argument, isSwitch.test(argument.getKey())))
                        .collect(Collectors.joining());
    }

    private static String typed(Map.Entry<String, Object> argument, boolean isSwitch) {
        String name = " -" + argument.getKey();
        return Boolean.TRUE.equals(argument.getValue()) && isSwitch ? name : name + " " + typed(argument.getValue());
    }

    private static String typed(@Nullable Object value) {
        if (value instanceof Boolean || value == null) {
            return "$" + value;
        }
        if (value instanceof JsonArray list) {
            return list.stream().map(CmdletFormatter::typed).collect(Collectors.joining(","));
        }
        if (value instanceof JsonObject table) {
            return table.stream()
                    .map(entry -> entry.getKey() + "=" + inTable(entry.getValue()))
                    .collect(Collectors.joining("; ", "@{", "}"));
        }
        String text = String.valueOf(value);
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** In a hashtable, words need quotes. */
    private static String inTable(@Nullable Object value) {
        return value instanceof String text && !text.startsWith("$") ? quoted(text) : typed(value);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
