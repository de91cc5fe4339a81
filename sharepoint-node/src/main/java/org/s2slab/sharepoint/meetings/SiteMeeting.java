package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.trace.TraceParent;

/**
 * A meeting on a site's calendar, with its state.
 *
 * @param id the id of the meeting in all servers: the conference has it in its description, and the appointment as its
 *     UID
 * @param organiser user principal name
 * @param operation the operation that is in progress
 * @param details the current details
 * @param conference Lync's id of the conference, or null while it is unknown
 * @param atExchange whether Exchange may have an appointment
 */
record SiteMeeting(
        String id,
        String siteId,
        String sitePath,
        String organiser,
        Operation operation,
        MeetingDetails details,
        @Nullable String conference,
        @Nullable String joinUrl,
        boolean atExchange) {
    /**
     * The operation that is in progress for a meeting, and its attempts.
     *
     * @param requested the details after the running change, or null
     * @param attempts number of attempts to complete the operation
     * @param cause the request that left the operation unfinished, or null if it is unknown
     */
    record Operation(
            State state,
            @Nullable MeetingDetails requested,
            int attempts,
            @Nullable String lastError,
            @Nullable TraceParent cause) {}

    /** The operation that is in progress for a meeting. */
    enum State {
        /** The meeting is being booked. If no request is in progress, the booking was interrupted and is undone. */
        BOOKING,
        /** The meeting is in Lync and the list, and in Exchange if this is available and trusts SharePoint. */
        BOOKED,
        /** The meeting could not be booked, and its parts are being deleted. */
        UNDOING,
        /** The meeting is being changed to the requested details. */
        CHANGING,
        /** The meeting is being deleted, with a notification to the attendees. */
        CANCELLING
    }

    /** The trace of the request that left an unfinished operation, or a dash. */
    String causeId() {
        return operation.cause == null ? "-" : operation.cause.traceId();
    }

    /** A copy which says that the meeting is undone, and that Exchange may have an appointment. */
    SiteMeeting toUndo() {
        Operation undoing = new Operation(State.UNDOING, null, 0, null, operation.cause);
        return new SiteMeeting(id, siteId, sitePath, organiser, undoing, details, conference, joinUrl, true);
    }

    /** Creates a meeting whose booking begins. */
    static SiteMeeting booking(String id, Site site, String organiser, MeetingDetails details, TraceParent cause) {
        return new SiteMeeting(
                id,
                site.id(),
                site.key(),
                organiser,
                new SiteMeeting.Operation(State.BOOKING, null, 0, null, cause),
                details,
                null,
                null,
                false);
    }
}
