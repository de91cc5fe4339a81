package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopSentence;

/**
 * One step of a scenario, as written. Its references are resolved when the step is played.
 *
 * @param source the name of the step's file, for messages
 * @param written the step in its file, with lines
 * @param title the description, a sentence
 * @param fields every key of the step except {@code do}, {@code as}, {@code expect}, {@code hops} and {@code never}
 * @param name the name of the step's output for references of later steps, or null
 * @param expectation the expected output; empty if only success is expected
 * @param hops sentences of hops that must happen in the step's own trace, in this order
 * @param never sentences of hops that must not happen in the step's own trace
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

    /** The first line of the step in its file. */
    public int line() {
        return written.line();
    }
}
