package org.s2slab.engine.language;

import java.util.List;
import org.s2slab.engine.hops.HopSentence;

/**
 * The conditions that a deployment must meet, all at the same time.
 *
 * @param edges trust between two servers that must work
 * @param hops hops that must have happened since the exercise began, in this order
 * @param never hops that must not have happened since the exercise began
 * @param refused the numbers of the questions about a token; for each, a token must have been refused
 * @param tests steps that must pass
 */
public record LessonGoal(
        List<Edge> edges, List<HopSentence> hops, List<HopSentence> never, List<Integer> refused, List<Step> tests) {
    /** A goal that is always true. */
    public static final LessonGoal NONE = new LessonGoal(List.of(), List.of(), List.of(), List.of(), List.of());

    /** The trust of one server in another: the caller presents tokens to the resource. */
    public record Edge(String caller, String resource) {}

    public LessonGoal {
        edges = List.copyOf(edges);
        hops = List.copyOf(hops);
        never = List.copyOf(never);
        refused = List.copyOf(refused);
        tests = List.copyOf(tests);
    }
}
