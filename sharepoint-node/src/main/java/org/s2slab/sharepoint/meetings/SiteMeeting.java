package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.trace.TraceParent;

/**
 * A meeting on a site's calendar, in whatever state it is.
 *
 * @param id its mark everywhere: the description of the conference, the UID of the appointment
 * @param organiser user principal name
 * @param details what holds
 * @param wanted what is being made of it, or null
 * @param conference Lync's id of the conference, or null while it is not known
 * @param atExchange whether Exchange may have an appointment
 * @param attempts how often it was tried to finish what the state says
 * @param cause the request that left something to be done, or null where that is not known
 */
record SiteMeeting(
        String id,
        String siteId,
        String sitePath,
        String organiser,
        State state,
        MeetingDetails details,
        @Nullable MeetingDetails wanted,
        @Nullable String conference,
        @Nullable String joinUrl,
        boolean atExchange,
        int attempts,
        @Nullable String lastError,
        @Nullable TraceParent cause) {
    /** What is under way. */
    enum State {
        /** Being booked; found so at a start, it was interrupted and is undone. */
        BOOKING,
        /** In Lync and in the list, and in Exchange where that has a mailbox for it and trusts SharePoint. */
        BOOKED,
        /** Could not be booked: what there is of it goes. */
        UNDOING,
        /** Is to become what is wanted. */
        CHANGING,
        /** Is to go, with word to the attendees. */
        CANCELLING
    }

    /** The trace of the request that left something to be done, or a dash. */
    String causeId() {
        return cause == null ? "-" : cause.traceId();
    }

    /** One that is about to be booked. */
    static SiteMeeting booking(String id, Site site, String organiser, MeetingDetails details, TraceParent cause) {
        return new SiteMeeting(
                id, site.id(), site.path(), organiser, State.BOOKING, details, null, null, null, false, 0, null, cause);
    }
}
