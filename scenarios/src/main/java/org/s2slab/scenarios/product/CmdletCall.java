package org.s2slab.scenarios.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cmdlet with its arguments, for a node.
 *
 * @param arguments by parameter, in the order in which they are typed: texts, truth values, numbers, and lists of texts
 * @param variable the name under which a later call finds what it writes, without the dollar sign; null for none
 */
public record CmdletCall(
        String node, String cmdlet, JsonObject arguments, @Nullable String variable) {
    /** Parameters that are switches in the products: no value is typed. */
    static final Set<String> SWITCHES = Set.of(
            "ClearPreviousCertificate",
            "DefaultProxyGroup",
            "EnableAppOnlyPolicy",
            "IsTrustBroker",
            "Previous",
            "PublishCertificate",
            "RefreshAuthMetadata",
            "Roll",
            "UseOAuthServer");

    /** What needs no quotes: names, numbers, dates, addresses, variables, and placeholders in angle brackets. */
    private static final Pattern PLAIN = Pattern.compile(
            "[A-Za-z0-9_][A-Za-z0-9_.:/-]*|\\$[A-Za-z]+(\\.[A-Za-z]+)?|<[A-Za-z' ]+>([@/]<[A-Za-z' ]+>)?");

    /** A call without arguments. */
    public static CmdletCall on(String node, String cmdlet) {
        return new CmdletCall(node, cmdlet, new JsonObject(), null);
    }

    /** The call with one more argument; the same call where the value is null. */
    public CmdletCall with(String parameter, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Object given = value instanceof Collection<?> all
                ? new JsonArray(new ArrayList<>(all))
                : value instanceof Boolean || value instanceof Number ? value : String.valueOf(value);
        return new CmdletCall(node, cmdlet, arguments.copy().put(parameter, given), variable);
    }

    /** The call with a switch. */
    public CmdletCall with(String parameter) {
        return with(parameter, true);
    }

    /** The call with these of its arguments alone, in this order. */
    public CmdletCall only(String... parameters) {
        CmdletCall call = on(node, cmdlet);
        for (String parameter : parameters) {
            call = call.with(parameter, arguments.getValue(parameter));
        }
        return call;
    }

    /** The call that keeps what it writes under a name. */
    public CmdletCall as(String name) {
        return new CmdletCall(node, cmdlet, arguments, name);
    }

    /** The text to type at the node's management shell. */
    public String line() {
        String given = arguments.stream().map(CmdletCall::typed).collect(Collectors.joining());
        return (variable == null ? "" : "$" + variable + " = ") + cmdlet + given;
    }

    /** The members of a scenario step that runs it: {@code on}, {@code run}, {@code with}, {@code as}. */
    public JsonObject step() {
        JsonObject step = new JsonObject().put("on", node).put("run", cmdlet);
        if (!arguments.isEmpty()) {
            step.put("with", arguments);
        }
        return variable == null ? step : step.put("as", variable);
    }

    private static String typed(Map.Entry<String, Object> argument) {
        Object value = argument.getValue();
        String name = " -" + argument.getKey();
        return Boolean.TRUE.equals(value) && SWITCHES.contains(argument.getKey()) ? name : name + " " + typed(value);
    }

    private static String typed(@Nullable Object value) {
        if (value instanceof Boolean) {
            return "$" + value;
        }
        if (value instanceof JsonArray list) {
            return list.stream().map(CmdletCall::typed).collect(Collectors.joining(","));
        }
        String text = String.valueOf(value);
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
