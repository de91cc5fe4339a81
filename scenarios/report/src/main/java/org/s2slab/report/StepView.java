package org.s2slab.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.run.StepResult;

/**
 * The data of a step on a report page, with its hops.
 *
 * @param doing the executed cmdlet with its parameters, or the request and its sender; null for other steps
 * @param problems the failed expectations
 */
public record StepView(
        String title, boolean passed, @Nullable String doing, List<String> problems, List<HopView> hops) {
    /** Maximum length of a parameter. Longer parameters are certificates. */
    private static final int PARAMETER = 120;

    /** Number of characters that remain of a longer parameter. */
    private static final int LEFT = 8;

    private static final char CUT = '…';

    public StepView {
        problems = List.copyOf(problems);
        hops = List.copyOf(hops);
    }

    static StepView of(StepResult result, List<HopView> hops) {
        return new StepView(result.step().title(), result.passed(), doing(result), result.problems(), hops);
    }

    private static @Nullable String doing(StepResult result) {
        JsonObject fields = result.fields();
        return switch (result.step().kind()) {
            case RUN ->
                fields.getString("on") + "> "
                        + new CmdletCall(
                                        fields.getString("on"),
                                        fields.getString("run"),
                                        shortened(fields.getJsonObject("with", new JsonObject())),
                                        null)
                                .line();
            case CALL ->
                (fields.containsKey("as-user") ? fields.getString("as-user") + "> " : "") + fields.getString("call");
            default -> null;
        };
    }

    private static JsonObject shortened(JsonObject parameters) {
        JsonObject shortened = new JsonObject();
        parameters.forEach(parameter -> shortened.put(
                parameter.getKey(),
                parameter.getValue() instanceof String text ? shortened(text) : parameter.getValue()));
        return shortened;
    }

    private static String shortened(String text) {
        // A text that was shortened before begins with the first characters of its certificate.
        int cut = text.length() > PARAMETER ? LEFT : text.indexOf(CUT);
        return cut < 0 ? text : text.substring(0, cut) + CUT;
    }
}
