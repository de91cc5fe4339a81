package org.s2slab.engine.hops;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The cause of a hop: the current step, an earlier step, or no step.
 *
 * @param causes the traces of the requests that caused the hop, if the hop happened after their responses
 * @param steps the titles of the steps that caused the hop, if the hop is shown with another step
 */
public record HopOrigin(Kind kind, List<String> causes, List<String> steps) {
    /** Maximum number of titles in a text. The text contains the number of further titles. */
    private static final int TOLD = 2;

    /** The relation of a hop to a step. */
    public enum Kind {
        /** In the trace of the current step. */
        STEP,
        /** In an earlier try of a step that was repeated until it passed. */
        EARLIER_TRY,
        /** After the response to the request that caused the hop: from a queue, or because a call was slow. */
        LATER,
        /** Not caused by a step, but by a timer or another client's request. */
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

    /** The origin from the journals alone, without the steps of a scenario. */
    static HopOrigin of(List<String> causes) {
        return new HopOrigin(causes.isEmpty() ? Kind.BACKGROUND : Kind.LATER, causes, List.of());
    }

    /** Whether the current step or an earlier step caused the hop. */
    public boolean isCaused() {
        return kind == Kind.STEP || kind == Kind.LATER;
    }

    /** The origin of the hop as text; empty for a hop in the trace of its step. */
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
