package org.s2slab.engine.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.CmdletFormatter;

/**
 * A cmdlet with its arguments and the node that runs it.
 *
 * @param arguments by parameter, in the order of the command line: texts, booleans, numbers, lists of texts and
 *     hashtables
 * @param variable the name (without dollar sign) of the variable that stores the output for later calls, or null
 */
public record CmdletCall(
        String node,
        String cmdlet,
        JsonObject arguments,
        @Nullable String variable) {
    /** Parameters that are switches in the products: they have no value. */
    static final Set<String> SWITCHES = Set.of(
            "All",
            "ClearPreviousCertificate",
            "DefaultProxyGroup",
            "EnableAppOnlyPolicy",
            "IsTrustBroker",
            "Previous",
            "RefreshAuthMetadata",
            "RetrieveEwsOperationAccessPolicy",
            "Roll",
            "UseOAuthServer");

    private static final Pattern VALUE = Pattern.compile("\\$([1-9])");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");

    /**
     * Creates a call from a command line.
     *
     * @param template the command line; {@code $1} stands for the first value, also inside a text
     * @param values the values of the template; a null value removes its parameter
     */
    static CmdletCall of(String node, String template, @Nullable Object... values) {
        List<String> words =
                WORD.matcher(template).results().map(MatchResult::group).toList();
        CmdletCall call = new CmdletCall(node, words.get(0), new JsonObject(), null);
        for (int i = 1; i < words.size(); i++) {
            String parameter = words.get(i).substring(1);
            boolean isSwitch = i + 1 == words.size() || words.get(i + 1).startsWith("-");
            call = isSwitch ? call.with(parameter, true) : call.with(parameter, value(words.get(++i), values));
        }
        return call;
    }

    private static @Nullable Object value(String word, @Nullable Object[] values) {
        if (VALUE.matcher(word).matches()) {
            return values[word.charAt(1) - '1'];
        }
        if (word.matches("\\$(true|false)")) {
            return Boolean.valueOf(word.substring(1));
        }
        if (word.matches("[0-9]+")) {
            return Integer.valueOf(word);
        }
        String text = word.startsWith("'") ? word.substring(1, word.length() - 1) : word;
        return VALUE.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(found.group(1)) - 1])));
    }

    /** A copy with one more argument; the same call if the value is null. */
    public CmdletCall with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Object given = value instanceof Collection<?> all
                ? new JsonArray(new ArrayList<>(all))
                : value instanceof Boolean || value instanceof Number || value instanceof JsonObject
                        ? value
                        : String.valueOf(value);
        return new CmdletCall(node, cmdlet, arguments.copy().put(parameter, given), variable);
    }

    /** A copy with only these arguments, in this order. */
    public CmdletCall only(String... parameters) {
        CmdletCall call = of(node, cmdlet);
        for (String parameter : parameters) {
            call = call.with(parameter, arguments.getValue(parameter));
        }
        return call;
    }

    /** A copy that stores its output in a variable. */
    public CmdletCall as(String name) {
        return new CmdletCall(node, cmdlet, arguments, name);
    }

    /** The command line for the node's management shell. */
    public String line() {
        return (variable == null ? "" : "$" + variable + " = ") + line(cmdlet, arguments);
    }

    /** The command line of a cmdlet with its arguments. */
    public static String line(String cmdlet, JsonObject arguments) {
        return CmdletFormatter.of(cmdlet, arguments, SWITCHES::contains);
    }

    /** The scenario step that runs the call: {@code on}, {@code run}, {@code with}, {@code as}. */
    public Map<String, Object> step() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("on", node);
        step.put("run", cmdlet);
        Map<String, Object> given = new LinkedHashMap<>();
        arguments.forEach(argument -> given.put(argument.getKey(), plain(argument.getValue())));
        if (!given.isEmpty()) {
            step.put("with", given);
        }
        if (variable != null) {
            step.put("as", variable);
        }
        return step;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().map(CmdletCall::plain).toList();
        }
        return value instanceof JsonObject table ? table.getMap() : value;
    }
}
