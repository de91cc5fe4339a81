package org.s2slab.engine.hops;

import org.jspecify.annotations.Nullable;

/**
 * One hop as an arrow of a sequence diagram.
 *
 * @param number the number of the hop in the sequence, starting at 1
 * @param from the index of the lane where the arrow starts, from 0
 * @param to the index of the lane where the arrow ends; equal to {@code from} for an event inside a node
 * @param arrives whether the arrow reaches the other lane; false for a call without a response
 * @param text the label, in few words
 * @param aside details in small print, or null
 */
public record SequenceArrow(
        int number,
        ObservedHop hop,
        Tone tone,
        int from,
        int to,
        boolean arrives,
        String text,
        @Nullable String aside) {

    /** The kind of an arrow, which selects its style. Each kind also has a word, so that readers do not need colour. */
    public enum Tone {
        /** A request or a call. */
        ASKS("call"),
        /** A resource sends a challenge. */
        CHALLENGES("challenge"),
        /** A token is issued. */
        TOKEN("token"),
        /** A cached token is reused. */
        KEPT("reused"),
        /** A metadata document is read. */
        READS("metadata"),
        /** The trust of a server changes. */
        CHANGES("trust"),
        /** A caller is authenticated. */
        YES("accepted"),
        /** A request is refused. */
        NO("refused"),
        /** A call fails. */
        FAILS("failed");

        private final String word;

        Tone(String word) {
            this.word = word;
        }

        /** The word for the kind of the arrow. */
        public String word() {
            return word;
        }
    }

    /** The label, with the origin of the hop if it did not happen in the trace of its step. */
    public String said() {
        String mark = hop.origin().mark();
        return mark.isEmpty() ? text : text + " [" + mark + "]";
    }

    /** Whether the arrow is an event inside one node. */
    public boolean isInside() {
        return from == to;
    }

    /** Whether the arrow is a refusal or a failure. */
    public boolean isBad() {
        return tone == Tone.NO || tone == Tone.FAILS;
    }
}
