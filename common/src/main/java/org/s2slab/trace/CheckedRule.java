package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * One rule that was asked of a token or a request, and what came of it.
 *
 * @param rule its id in the check-list
 * @param says what must hold, in a sentence
 * @param held whether it held, or null where it could not be asked
 * @param found what it found, or null where it compares nothing
 * @param wanted what it would have liked to find, or null
 */
public record CheckedRule(
        String rule,
        String says,
        @Nullable Boolean held,
        @Nullable String found,
        @Nullable String wanted) {
    /** One that held. */
    public static CheckedRule held(String rule, String says) {
        return new CheckedRule(rule, says, true, null, null);
    }

    /** One that refused, with the two values of its finding as far as the finding names them. */
    public static CheckedRule refused(String rule, String says, Finding finding) {
        return new CheckedRule(rule, says, false, finding.found(), finding.expected());
    }

    /** The same without the signature of any token in it. */
    public CheckedRule redacted() {
        return new CheckedRule(
                rule,
                TokenRedactor.redact(says),
                held,
                TokenRedactor.redactIfAny(found),
                TokenRedactor.redactIfAny(wanted));
    }

    /** With the members {@code rule}, {@code says}, {@code held}, {@code found} and {@code wanted}. */
    public JsonObject json() {
        return new JsonObject()
                .put("rule", rule)
                .put("says", says)
                .put("held", held)
                .put("found", found)
                .put("wanted", wanted);
    }
}
