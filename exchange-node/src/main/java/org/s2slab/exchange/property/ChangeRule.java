package org.s2slab.exchange.property;

import java.util.Locale;

/** Whether a property can be set, appended to or deleted. */
public enum ChangeRule {
    YES,
    /** Refused. */
    NO,
    /** Accepted without any effect. */
    IGNORED,
    /** As long as the message is a draft. */
    DRAFT;

    /** By the word of the property table. */
    static ChangeRule named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
