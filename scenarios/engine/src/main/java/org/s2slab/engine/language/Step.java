package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.HopSentence;

/**
 * One step of a scenario, as written: its references are resolved when it is played.
 *
 * @param source the file it was read from, for messages
 * @param written the step as its file has it, with lines
 * @param title its description, a sentence
 * @param fields every key of the step but {@code do}, {@code as}, {@code expect}, {@code hops} and {@code never}
 * @param name the name of its output for references of later steps, or null
 * @param expectation the expected output; empty if only success is expected
 * @param hops sentences of hops that must happen in the step's own trace, in this order
 * @param never sentences of hops that must not happen in it
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
