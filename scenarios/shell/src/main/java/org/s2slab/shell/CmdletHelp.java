package org.s2slab.shell;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The help of a command: its name, its synopsis and its parameters.
 *
 * @param name the name with its capital letters
 * @param synopsis one sentence
 * @param parameters in the order of the help; a parameter may occur in several parameter sets
 * @param positions the number of leading parameters that accept values without a name
 */
record CmdletHelp(String name, String synopsis, List<Parameter> parameters, int positions) {
    /**
     * A parameter of a command.
     *
     * @param type STRING, SWITCH and so on, as in the help of a node; ANY accepts every value of the shell
     * @param sets the parameter sets that contain the parameter; empty for all sets
     * @param values the accepted words; empty if all values are accepted
     */
    record Parameter(String name, String type, boolean mandatory, List<String> sets, List<String> values, String help) {
        boolean isSwitch() {
            return type.equals("SWITCH");
        }
    }

    /** The common parameters, which the shell implements for every command. */
    static final List<Parameter> COMMON = List.of(
            new Parameter(
                    "ErrorAction",
                    "ENUM",
                    false,
                    List.of(),
                    List.of("Continue", "SilentlyContinue", "Stop", "Ignore"),
                    "What the shell does when it fails."),
            new Parameter(
                    "WarningAction",
                    "ENUM",
                    false,
                    List.of(),
                    List.of("Continue", "SilentlyContinue"),
                    "Whether its warnings are shown."));

    CmdletHelp {
        parameters = List.copyOf(parameters);
    }

    /** Reads the help that a node's management port returns. */
    static CmdletHelp fromJson(JsonObject json) {
        List<Parameter> parameters = json.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .map(parameter -> new Parameter(
                        parameter.getString("name"),
                        parameter.getString("type"),
                        parameter.getBoolean("mandatory"),
                        texts(parameter.getJsonArray("sets")),
                        texts(parameter.getJsonArray("values")),
                        parameter.getString("help")))
                .toList();
        boolean takesValue = !parameters.isEmpty() && !parameters.get(0).isSwitch();
        return new CmdletHelp(json.getString("name"), json.getString("synopsis"), parameters, takesValue ? 1 : 0);
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
    }

    /** The names of the parameter sets, in the order of the help; empty if there is only one set. */
    Set<String> sets() {
        Set<String> sets = new LinkedHashSet<>();
        parameters.forEach(parameter -> sets.addAll(parameter.sets()));
        return sets;
    }

    /** The parameter with this name, or the only parameter whose name begins with it. */
    Parameter parameter(String written) {
        List<Parameter> exact = matching(written, true);
        List<Parameter> found = exact.isEmpty() ? matching(written, false) : exact;
        List<String> names = found.stream().map(Parameter::name).distinct().toList();
        if (names.size() == 1) {
            return found.get(0);
        }
        String known = String.join(
                ", ",
                parameters.stream().map(each -> "-" + each.name()).distinct().toList());
        throw ShellException.failed(
                names.isEmpty()
                        ? name + ": a parameter cannot be found that matches parameter name '" + written + "'. It has: "
                                + known + "."
                        : name + ": parameter name '" + written + "' is ambiguous: -" + String.join(", -", names)
                                + ".");
    }

    private List<Parameter> matching(String written, boolean whole) {
        String requested = written.toLowerCase(Locale.ROOT);
        return Stream.concat(parameters.stream(), COMMON.stream())
                .filter(parameter -> {
                    String own = parameter.name().toLowerCase(Locale.ROOT);
                    boolean alias = (requested.equals("ea") && own.equals("erroraction"))
                            || (requested.equals("wa") && own.equals("warningaction"));
                    return alias || (whole ? own.equals(requested) : own.startsWith(requested));
                })
                .toList();
    }
}
