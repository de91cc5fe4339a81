package org.s2slab.rehearsal;

import java.util.Locale;

/** What people use all the time in a drill. */
public enum FeatureUse {
    /** Lync reads a contact list that lies in Exchange. */
    CONTACTS,
    /** A conversation ends, and Lync brings its transcript to a mailbox. */
    ARCHIVING,
    /** SharePoint or Exchange books an online meeting, or calls it off. */
    MEETINGS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
