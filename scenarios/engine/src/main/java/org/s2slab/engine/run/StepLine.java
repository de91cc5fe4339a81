package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.text.TextTruncator;

/**
 * A step as a person types it: a cmdlet in the management shell of a node, or an HTTP request. A secret is replaced by
 * {@code ***}, and a certificate is shortened to its first characters.
 *
 * @param who a node, a person, {@code outsider}, or {@code lab} for changes of clocks, links and nodes
 * @param line the line
 */
public record StepLine(String who, String line) {
    private static final String SECRET = "***";

    /** A reference to the output of a step that was not played. The line shows it as a variable of the shell. */
    private static final Pattern UNKNOWN = Pattern.compile("'\\$\\{([A-Za-z0-9_.]+)}'");

    /** The line of a step; null if the step has no action. Unresolved references stay as written. */
    public static @Nullable StepLine of(StepKind kind, JsonObject fields) {
        return switch (kind) {
            case RUN -> cmdlet(fields);
            case SIGN_IN -> new StepLine(fields.getString("sign-in"), "signs in to Lync");
            case CALL -> new StepLine(fields.getString("as-user", "a client"), fields.getString("call"));
            case GET_TOKEN ->
                new StepLine(fields.getString("get-token"), "gets a token for " + fields.getString("resource"));
            case TALK -> talk(fields.getJsonObject("talk"));
            case PRESENT ->
                new StepLine(
                        "outsider",
                        "presents a token to " + fields.getJsonObject("present").getString("to"));
            case FORGE -> new StepLine("outsider", "forges a token");
            case CUT, SLOW, HEAL -> lab("link ", kind.key(), fields);
            case STOP, KILL, START -> lab("node ", kind.key(), fields);
            case LOOK -> null;
            default -> lab("", kind.key(), fields);
        };
    }

    private static StepLine cmdlet(JsonObject fields) {
        JsonObject given = fields.getJsonObject("with", new JsonObject());
        JsonObject shown = new JsonObject();
        given.forEach(one -> shown.put(one.getKey(), isSecret(one.getKey(), given) ? SECRET : one.getValue()));
        CmdletCall call = new CmdletCall(fields.getString("on"), fields.getString("run"), shown, null);
        String line = TextTruncator.text(call.line()).replace("'" + SECRET + "'", SECRET);
        return new StepLine(call.node(), UNKNOWN.matcher(line).replaceAll("\\$$1"));
    }

    /** Whether the value of a parameter is secret. A certificate is public. */
    private static boolean isSecret(String parameter, JsonObject given) {
        return SecretCollector.PARAMETERS.contains(parameter.toLowerCase(Locale.ROOT))
                && !"Asymmetric".equals(given.getValue("Type"));
    }

    private static StepLine talk(JsonObject talk) {
        int times = talk.getInteger("times", 1);
        return new StepLine(
                talk.getString("from"),
                "says '" + talk.getString("say") + "' to " + talk.getString("to")
                        + (times == 1 ? "" : ", " + times + " times"));
    }

    private static StepLine lab(String object, String key, JsonObject fields) {
        String options = fields.getValue(key) instanceof JsonObject members
                ? members.stream().map(StepLine::option).collect(Collectors.joining())
                : " " + fields.getValue(key);
        return new StepLine("lab", object + key + options);
    }

    private static String option(Map.Entry<String, Object> option) {
        Object value = option.getValue();
        String text = value instanceof JsonArray all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
        return " " + option.getKey() + " " + text;
    }
}
