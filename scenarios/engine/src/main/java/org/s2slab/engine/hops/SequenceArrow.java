package org.s2slab.engine.hops;

import org.jspecify.annotations.Nullable;

/**
 * One hop as an arrow of a sequence diagram.
 *
 * @param number the number of the hop in the sequence, from 1
 * @param from the index of its first lane, from 0
 * @param to the index of its last lane; the same for an event inside a node
 * @param arrives whether it arrived; false for a call without a response
 * @param text its label, in few words
 * @param aside its details in small print, or null
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

    /** The kind of an arrow, which selects its style; each kind also has a word, so that colour is not needed. */
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

        /** The word of the kind. */
        public String word() {
            return word;
        }
    }

    /** The label, with the origin of the hop if it did not happen in the trace of its step. */
    public String said() {
        String mark = hop.origin().mark();
        return mark.isEmpty() ? text : text + " [" + mark + "]";
    }

    /** Whether it is an event inside one node. */
    public boolean isInside() {
        return from == to;
    }

    /** Whether it is a refusal or a failure. */
    public boolean isBad() {
        return tone == Tone.NO || tone == Tone.FAILS;
    }
}
