package org.s2slab.drill.torture;

import java.util.Locale;

/** A feature under continuous traffic in a torture run. */
public enum TortureFeature {
    /** Lync adds a contact to a list in Exchange, or removes it. */
    CONTACTS,
    /** A conversation ends, and Lync delivers its transcript to the mailboxes of both people. */
    ARCHIVING,
    /** SharePoint books an online meeting in a site's calendar, or cancels it. */
    SITE_MEETINGS,
    /** Exchange books an online meeting in a mailbox, or cancels it. */
    MAILBOX_MEETINGS,
    /** An application with an S2S token creates an item in a user's mailbox over EWS. */
    MAIL,
    /** SharePoint searches mailboxes for a transcript. */
    SEARCHES,
    /** The authorization server issues a token for an assertion, but only once. */
    TOKENS;

    /** The feature's name in reports. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
