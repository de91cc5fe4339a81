package org.s2slab.junit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One hop between the nodes of a deployment, from a node's journal.
 *
 * @param at the hop's time, by the machine's clock
 * @param traceId the trace that caused the hop, for {@code ./lab explain}
 * @param node the node whose journal contains the hop
 * @param sentence the hop in the scenario language
 * @param rule the id of the rule that refused, or null
 * @param detail details such as the found and the expected value, or null
 */
public record LabHop(
        Instant at,
        String traceId,
        String node,
        String sentence,
        @Nullable String rule,
        @Nullable String detail) {}
