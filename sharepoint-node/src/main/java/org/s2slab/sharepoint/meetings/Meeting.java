package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.Nullable;

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
 */
record Meeting(
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
        @Nullable String lastError) {
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
}
