package org.s2slab.exchange.property;

import java.util.Locale;

/** The conditions that a restriction supports for a property. */
public enum Searchability {
    YES,
    /** No conditions: {@code ErrorUnsupportedPathForQuery}. */
    NO,
    /** Only Contains and IsEqualTo. */
    CONTAINS,
    /** All conditions except Exists, because every item has the property. */
    NO_EXISTS,
    /** All conditions are accepted, but no condition matches an item. */
    NONE;

    /** Finds the constant for a word of the property table. */
    static Searchability named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
