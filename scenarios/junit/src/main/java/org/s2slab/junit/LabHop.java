package org.s2slab.junit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One hop between the nodes of a deployment, as a node's journal records it.
 *
 * @param at the time of the machine's clock
 * @param traceId the trace that caused it; {@code ./lab explain} takes it
 * @param node the node whose journal has it
 * @param sentence the hop in the scenario language
 * @param rule the id of the rule that refused, or null
 * @param detail the found and the expected value and the like, or null
 */
public record LabHop(
        Instant at,
        String traceId,
        String node,
        String sentence,
        @Nullable String rule,
        @Nullable String detail) {}
