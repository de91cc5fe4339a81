package org.s2slab.rehearsal.torture;

/**
 * Something that a deployment must not do.
 *
 * @param subject the feature or node it is about, as it is printed
 * @param sentence what was found, with the item's key and its place
 */
public record LedgerFinding(Kind kind, String subject, String sentence) {
    /** How an acknowledgement was broken. */
    public enum Kind {
        /** What was acknowledged is not there, or what was removed is there again. */
        LOST,
        /** What was acknowledged is there more than once. */
        DOUBLED,
        /** Something does not work again although its cause has gone. */
        WEDGED
    }

    /** One line. */
    public String line() {
        return kind.name() + "  " + subject + ": " + sentence;
    }
}
