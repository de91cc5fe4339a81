package org.s2slab.engine.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of a refusal or a failure, with its fix.
 *
 * @param rule the rule that refused, or null
 * @param failed the fault, in a sentence
 * @param found the value found, or null
 * @param expected the value expected, or null
 * @param cause why a server refuses in this case
 * @param fix the fix in words, or null
 * @param fixes the cmdlets that fix the fault
 * @param nothingToFix why no fix is needed, or null if a fix is needed
 * @param after what happens after the fix, or null
 */
public record RefusalReading(
        @Nullable String rule,
        String failed,
        @Nullable String found,
        @Nullable String expected,
        @Nullable String cause,
        @Nullable String fix,
        List<FixLine> fixes,
        @Nullable String nothingToFix,
        @Nullable String after) {
    /**
     * A cmdlet that fixes a fault.
     *
     * @param node the node that runs the cmdlet
     * @param server the name of the node's server in texts
     * @param line the cmdlet; a placeholder in angle brackets stands for an unknown value
     */
    public record FixLine(String node, String server, String line) {
        /** Whether the line has no placeholder. */
        public boolean isComplete() {
            return !line.contains("<");
        }

        /** The line after the prompt of its node. */
        public String typed() {
            return node + "> " + line;
        }
    }

    public RefusalReading {
        fixes = List.copyOf(fixes);
    }

    /**
     * A copy for the call that this refusal ended.
     *
     * @param failedCall the fault, in a sentence about the caller
     */
    RefusalReading of(String failedCall) {
        return new RefusalReading(null, failedCall, found, expected, cause, fix, fixes, nothingToFix, after);
    }

    JsonObject json() {
        JsonArray lines = new JsonArray();
        fixes.forEach(one -> lines.add(new JsonObject()
                .put("node", one.node())
                .put("server", one.server())
                .put("line", one.line())
                .put("complete", one.isComplete())));
        return new JsonObject()
                .put("rule", rule)
                .put("failed", failed)
                .put("found", found)
                .put("expected", expected)
                .put("cause", cause)
                .put("fix", fix)
                .put("fixes", lines)
                .put("nothingToFix", nothingToFix)
                .put("after", after);
    }
}
