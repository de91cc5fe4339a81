package org.s2slab.engine.hops;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The cause of a hop: the step that is being played, an earlier step, or none.
 *
 * @param causes the traces of the requests that caused it, if it happened after their responses
 * @param steps the titles of the steps that caused it, if the hop is shown with another step
 */
public record HopOrigin(Kind kind, List<String> causes, List<String> steps) {
    /** Maximum number of titles in a text; the rest is counted. */
    private static final int TOLD = 2;

    /** The relation of a hop to a step. */
    public enum Kind {
        /** In the trace of the step, while it was played. */
        STEP,
        /** In an earlier try of a step that was repeated until it passed. */
        EARLIER_TRY,
        /** After the response to the request that caused it: from a queue, or as a slow call. */
        LATER,
        /** Caused by no step: a timer, or another client's request. */
        BACKGROUND;

        /** The word in reports for programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public HopOrigin {
        causes = List.copyOf(causes);
        steps = List.copyOf(steps);
    }

    /** The origin that the journals alone show. */
    static HopOrigin of(List<String> causes) {
        return new HopOrigin(causes.isEmpty() ? Kind.BACKGROUND : Kind.LATER, causes, List.of());
    }

    /** Whether a step caused the hop, now or earlier. */
    public boolean isCaused() {
        return kind == Kind.STEP || kind == Kind.LATER;
    }

    /** The text beside the hop; empty for a hop in the trace of its step. */
    public String mark() {
        return switch (kind) {
            case STEP -> "";
            case EARLIER_TRY -> "earlier try";
            case LATER -> steps.isEmpty() ? "later" : "later, because of " + told();
            case BACKGROUND -> "background";
        };
    }

    private String told() {
        String first =
                steps.stream().limit(TOLD).map(title -> "'" + title + "'").collect(Collectors.joining(", "));
        return steps.size() > TOLD ? first + " and " + (steps.size() - TOLD) + " more steps" : first;
    }
}
