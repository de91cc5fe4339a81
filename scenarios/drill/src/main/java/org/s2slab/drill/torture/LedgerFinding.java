package org.s2slab.drill.torture;

/**
 * A violation that the audit of a deployment found.
 *
 * @param subject the name of the affected feature or node in the report
 * @param sentence the description, with the item's key and its place
 */
public record LedgerFinding(Kind kind, String subject, String sentence) {
    /** The kinds of violation of an acknowledgement. */
    public enum Kind {
        /** An acknowledged item is missing, or a removed item exists again. */
        LOST,
        /** An acknowledged item exists more than once. */
        DOUBLED,
        /** A feature or a node still does not work although the cause was removed. */
        WEDGED
    }

    /** The finding as one line of text. */
    public String line() {
        return kind.name() + "  " + subject + ": " + sentence;
    }
}
