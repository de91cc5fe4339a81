package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopSentence;

/**
 * One step of a scenario, as written: references are resolved when its turn comes.
 *
 * @param source the file it was read from, for messages
 * @param written the step as its file has it, with lines
 * @param title what happens, a sentence
 * @param fields every key of the step but {@code do}, {@code as}, {@code expect}, {@code hops} and {@code never}
 * @param name under which later steps refer to what this one found, or null
 * @param expectation what must be found; empty where only success counts
 * @param hops sentences that must come true in the step's own trace, in this order
 * @param never sentences that must not come true in it
 */
public record Step(
        String source,
        YamlNode written,
        String title,
        StepKind kind,
        JsonObject fields,
        @Nullable String name,
        JsonObject expectation,
        List<HopSentence> hops,
        List<HopSentence> never) {
    public Step {
        hops = List.copyOf(hops);
        never = List.copyOf(never);
    }

    /** The same step with other fields: where it stands in its file does not change. */
    public Step with(JsonObject other) {
        return new Step(source, written, title, kind, other, name, expectation, hops, never);
    }

    /** The line on which it begins in its file. */
    public int line() {
        return written.line();
    }
}
