package org.s2slab.engine.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one of the five questions about a token.
 *
 * @param number from 1 to 5
 * @param title the question
 * @param passed the number of the question's rules that passed
 * @param asked the number of the question's rules that were checked
 * @param total the number of the question's rules in the check-list
 * @param deciding whether this question decides the result of the hop
 * @param count the three numbers in words
 * @param evidence the deciding values, or null
 * @param rules the results of the checked rules
 */
public record QuestionAnswer(
        int number,
        String title,
        State state,
        int passed,
        int asked,
        long total,
        boolean deciding,
        String count,
        @Nullable String evidence,
        List<RuleResult> rules) {
    /** The result of a question. */
    public enum State {
        PASSED,
        REFUSED,
        NOT_ASKED
    }

    /**
     * The result of a rule.
     *
     * @param text what the rule found
     * @param found the value found, or null
     * @param expected the value expected, or null
     */
    public record RuleResult(
            String rule,
            boolean passed,
            String text,
            @Nullable String found,
            @Nullable String expected) {
        JsonObject json() {
            return new JsonObject()
                    .put("rule", rule)
                    .put("passed", passed)
                    .put("text", text)
                    .put("found", found)
                    .put("expected", expected);
        }
    }

    public QuestionAnswer {
        rules = List.copyOf(rules);
    }

    /** The character for the state. It makes the state visible without colour. */
    public String sign() {
        return switch (state) {
            case PASSED -> "✓";
            case REFUSED -> "✗";
            case NOT_ASKED -> "·";
        };
    }

    JsonObject json() {
        return new JsonObject()
                .put("key", number)
                .put("title", title)
                .put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("passed", passed)
                .put("asked", asked)
                .put("total", total)
                .put("deciding", deciding)
                .put("count", count)
                .put("evidence", evidence)
                .put("rules", new JsonArray(rules.stream().map(RuleResult::json).toList()));
    }
}
