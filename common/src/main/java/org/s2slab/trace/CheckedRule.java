package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * One rule that was checked on a token or a request, and its result.
 *
 * @param rule its id in the check-list
 * @param says the sentence of the rule: what it requires
 * @param held whether it passed, or null if it could not be checked
 * @param found the value found, or null if the rule compares nothing
 * @param expected the value expected, or null
 */
public record CheckedRule(
        String rule,
        String says,
        @Nullable Boolean held,
        @Nullable String found,
        @Nullable String expected) {
    /** A rule that passed. */
    public static CheckedRule held(String rule, String says) {
        return new CheckedRule(rule, says, true, null, null);
    }

    /** A rule that refused, with the found and the expected value if the finding has them. */
    public static CheckedRule refused(String rule, String says, Finding finding) {
        return new CheckedRule(rule, says, false, finding.found(), finding.expected());
    }

    /** Returns this rule without token signatures in its texts. */
    public CheckedRule redacted() {
        return new CheckedRule(
                rule,
                TokenRedactor.redact(says),
                held,
                TokenRedactor.redactIfAny(found),
                TokenRedactor.redactIfAny(expected));
    }

    /** The JSON form with the members {@code rule}, {@code says}, {@code held}, {@code found} and {@code expected}. */
    public JsonObject json() {
        return new JsonObject()
                .put("rule", rule)
                .put("says", says)
                .put("held", held)
                .put("found", found)
                .put("expected", expected);
    }
}
