package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * The result of a request about a meeting: success, or the refusal and what happens next.
 *
 * @param exchange the result at Exchange, or null if it is still open or the request failed
 */
record MeetingOutcome(
        SiteMeeting meeting,
        boolean done,
        boolean settledNow,
        @Nullable Refusal refusal,
        @Nullable AppointmentOutcome exchange) {
    static MeetingOutcome done(SiteMeeting meeting, AppointmentOutcome exchange) {
        return new MeetingOutcome(meeting, true, true, null, exchange);
    }

    static MeetingOutcome later(SiteMeeting meeting, Refusal refusal) {
        return new MeetingOutcome(meeting, true, false, refusal, null);
    }

    static MeetingOutcome not(SiteMeeting meeting, boolean settledNow, Refusal refusal) {
        return new MeetingOutcome(meeting, false, settledNow, refusal, null);
    }
}
