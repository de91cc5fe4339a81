package org.s2slab.exchange.property;

import java.util.Locale;

/** What a restriction may ask of a property. */
public enum Searchability {
    YES,
    /** Nothing: {@code ErrorUnsupportedPathForQuery}. */
    NO,
    /** Only whether it contains a text or is equal to one. */
    CONTAINS,
    /** Everything but whether it exists: every item has it. */
    NO_EXISTS,
    /** Everything, but no item meets it. */
    NONE;

    /** By the word of the property table. */
    static Searchability named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
