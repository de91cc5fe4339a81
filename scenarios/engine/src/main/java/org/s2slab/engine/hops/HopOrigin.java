package org.s2slab.engine.hops;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a hop has to do with the steps that were played.
 *
 * @param causes the traces of the requests that caused it, of what was done after they were answered
 * @param steps the titles of the steps that caused it, where that is another than the one it is shown with
 */
public record HopOrigin(Kind kind, List<String> causes, List<String> steps) {
    /** Titles that are told; more are counted. */
    private static final int TOLD = 2;

    /** How it came to be. */
    public enum Kind {
        /** While the step was played, in its trace. */
        STEP,
        /** In an earlier try of a step that was done again until it passed. */
        EARLIER_TRY,
        /** After the request that caused it was answered: from a queue, or as a call that was on its way for long. */
        LATER,
        /** Because of no step: a timer, or somebody else's request. */
        BACKGROUND;

        /** The word for programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public HopOrigin {
        causes = List.copyOf(causes);
        steps = List.copyOf(steps);
    }

    /** As far as the journals tell it by themselves. */
    static HopOrigin of(List<String> causes) {
        return new HopOrigin(causes.isEmpty() ? Kind.BACKGROUND : Kind.LATER, causes, List.of());
    }

    /** Whether a step caused it, now or earlier. */
    public boolean isCaused() {
        return kind == Kind.STEP || kind == Kind.LATER;
    }

    /** What is written beside the hop; nothing where it happened while its step was played. */
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
