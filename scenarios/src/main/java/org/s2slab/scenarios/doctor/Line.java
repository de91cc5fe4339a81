package org.s2slab.scenarios.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a cmdlet with its parameters as a line that can be typed. */
public final class Line {
    /** What needs no quotes: names, numbers, dates, addresses, and variables. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/-]*|\\$[A-Za-z]+(\\.[A-Za-z]+)?");

    private final StringBuilder text;

    private Line(String cmdlet) {
        text = new StringBuilder(cmdlet);
    }

    static Line of(String cmdlet) {
        return new Line(cmdlet);
    }

    /** A line with parameters as a scenario has them: texts, truth values, numbers, and lists of texts. */
    public static Line of(String cmdlet, JsonObject parameters) {
        Line line = new Line(cmdlet);
        parameters.forEach(parameter -> line.any(parameter.getKey(), parameter.getValue()));
        return line;
    }

    private void any(String parameter, @Nullable Object value) {
        if (value instanceof Boolean truth) {
            with(parameter, truth);
        } else if (value instanceof JsonArray list) {
            with(parameter, list.stream().map(String::valueOf).toList());
        } else {
            with(parameter, String.valueOf(value));
        }
    }

    Line with(String parameter, String value) {
        text.append(" -").append(parameter).append(' ').append(quoted(value));
        return this;
    }

    Line with(String parameter, boolean value) {
        text.append(" -").append(parameter).append(value ? " $true" : " $false");
        return this;
    }

    Line with(String parameter, Collection<String> values) {
        text.append(" -").append(parameter).append(' ');
        text.append(values.stream().map(Line::quoted).collect(Collectors.joining(",")));
        return this;
    }

    Line flag(String parameter) {
        text.append(" -").append(parameter);
        return this;
    }

    /** The line as a cure on a node. */
    Cure on(String node) {
        return new Cure(node, text.toString());
    }

    /** The same, keeping what it writes under a name. */
    Cure on(String node, String variable) {
        return new Cure(node, variable + " = " + text);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }
}
