package org.s2slab.engine.hops;

import org.jspecify.annotations.Nullable;

/**
 * One hop as a sequence draws it.
 *
 * @param number counts the hops of the sequence from 1
 * @param from the lane it begins in, counted from 0
 * @param to the lane it ends in; the same one where something happens inside a node
 * @param arrives whether it got there: a call that nobody answered did not
 * @param text what is said, in few words
 * @param aside what it is about, in small print, or null
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

    /** What kind of thing is said, which decides how it is drawn; each has a word too, so that nothing hangs on colour. */
    public enum Tone {
        /** Somebody asks, or calls. */
        ASKS("call"),
        /** A resource asks for proof. */
        CHALLENGES("challenge"),
        /** A token is made. */
        TOKEN("token"),
        /** What was made earlier serves again. */
        KEPT("kept"),
        /** A document is read. */
        READS("metadata"),
        /** Somebody is believed. */
        YES("accepted"),
        /** Somebody is refused. */
        NO("refused"),
        /** Something came to nothing. */
        FAILS("failed");

        private final String word;

        Tone(String word) {
            this.word = word;
        }

        /** The word beside the colour. */
        public String word() {
            return word;
        }
    }

    /** What is said, and how it came to be where it did not happen while its step was played. */
    public String said() {
        String mark = hop.origin().mark();
        return mark.isEmpty() ? text : text + " [" + mark + "]";
    }

    /** Whether it happens inside one node. */
    public boolean isInside() {
        return from == to;
    }

    /** Whether it is a refusal, or what became of one. */
    public boolean isBad() {
        return tone == Tone.NO || tone == Tone.FAILS;
    }
}
