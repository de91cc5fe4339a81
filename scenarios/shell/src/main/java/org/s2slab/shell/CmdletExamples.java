package org.s2slab.shell;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;

/** Examples of a cmdlet from the bundled scenarios, which the build executes. */
record CmdletExamples(List<Scenario> scenarios) {
    private static final int SHOWN = 3;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9][\\w.:/@*+=\\\\-]*");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_]\\w*(\\[\\d+])*");

    /** A command line and its description. */
    record Example(String says, String line) {}

    /** Some different examples in the order of the scenarios. Refused examples are used only if there are no others. */
    List<Example> of(CmdletHelp help) {
        Map<String, Example> found = new LinkedHashMap<>();
        for (boolean refused : new boolean[] {false, true}) {
            for (Scenario scenario : scenarios) {
                Set<String> captured = new HashSet<>();
                for (Step step : scenario.steps()) {
                    Stream.ofNullable(step.name()).forEach(captured::add);
                    if (step.kind() == StepKind.RUN
                            && help.name().equalsIgnoreCase(step.fields().getString("run"))
                            && step.expectation().containsKey("error") == refused) {
                        String line = line(help, step.fields().getJsonObject("with", new JsonObject()), captured);
                        found.putIfAbsent(line, new Example(step.title(), line));
                    }
                }
            }
            if (!found.isEmpty()) {
                break;
            }
        }
        return found.values().stream().limit(SHOWN).toList();
    }

    private static String line(CmdletHelp help, JsonObject with, Set<String> captured) {
        StringBuilder line = new StringBuilder(help.name());
        for (String name : with.fieldNames()) {
            boolean isSwitch = help.parameter(name).isSwitch();
            line.append(" -").append(name);
            if (!isSwitch) {
                line.append(' ').append(value(with.getValue(name), captured));
            } else if (!Boolean.TRUE.equals(with.getValue(name))) {
                line.append(':').append(value(with.getValue(name), captured));
            }
        }
        return line.toString();
    }

    private static String value(@Nullable Object value, Set<String> captured) {
        if (value == null) {
            return "$null";
        }
        if (value instanceof Boolean flag) {
            return flag ? "$true" : "$false";
        }
        if (value instanceof JsonArray array) {
            return list(array, captured);
        }
        String text = value.toString();
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            return variable(reference.group(1), captured);
        }
        if (!reference.find()) {
            return PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
        }
        String filled = REFERENCE
                .matcher(text.replace("\"", "`\""))
                .replaceAll(match -> Matcher.quoteReplacement("$(" + variable(match.group(1), captured) + ")"));
        return "\"" + filled + "\"";
    }

    /** A list. If its first item is a variable, which may be a list, the other items are added with +. */
    private static String list(JsonArray array, Set<String> captured) {
        List<String> items =
                array.stream().map(item -> value(item, captured)).collect(Collectors.toCollection(ArrayList::new));
        boolean adds = items.size() > 1
                && items.get(0).startsWith("$")
                && !items.get(0).startsWith("$(");
        return adds
                ? "(" + items.get(0) + " + "
                        + items.stream().skip(1).map(CmdletExamples::quoted).collect(Collectors.joining(", ")) + ")"
                : String.join(", ", items);
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? "'" + word + "'" : word;
    }

    private static String variable(String path, Set<String> captured) {
        String[] parts = path.strip().split("\\.", -1);
        StringBuilder variable = new StringBuilder("$");
        String root = parts[0].replaceAll("\\[.*", "");
        variable.append(captured.contains(root) ? "" : "lab.").append(member(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            variable.append('.').append(member(parts[i]));
        }
        return variable.toString();
    }

    private static String member(String name) {
        return MEMBER.matcher(name).matches() ? name : "'" + name + "'";
    }
}
