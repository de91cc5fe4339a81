package org.s2slab.drill;

import java.util.Locale;

/** A feature that users call continuously during a drill. */
public enum FeatureUse {
    /** Lync reads a contact list that is stored in Exchange. */
    CONTACTS,
    /** A conversation ends, and Lync delivers its transcript to a mailbox. */
    ARCHIVING,
    /** SharePoint or Exchange books or cancels an online meeting. */
    MEETINGS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
