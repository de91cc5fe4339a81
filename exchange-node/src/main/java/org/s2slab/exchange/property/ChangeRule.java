package org.s2slab.exchange.property;

import java.util.Locale;

/** Whether a property can be set, appended to or deleted. */
public enum ChangeRule {
    YES,
    /** The change is refused. */
    NO,
    /** The request is accepted, but the change has no effect. */
    IGNORED,
    /** The change is allowed while the message is a draft. */
    DRAFT;

    /** Finds the rule for a word of the property table. */
    static ChangeRule named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
