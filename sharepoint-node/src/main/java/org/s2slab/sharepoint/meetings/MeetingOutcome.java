package org.s2slab.sharepoint.meetings;

import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.refusal.Refusal;

/**
 * The result of a request about a meeting: success, or the refusal and what happens next.
 *
 * @param exchange the result at Exchange, or null if it is still open or the request failed
 */
record MeetingOutcome(
        SiteMeeting meeting,
        Switches<OutcomeTrait> traits,
        @Nullable Refusal refusal,
        @Nullable AppointmentOutcome exchange) {
    /** A property of a result that is either true or false. */
    enum OutcomeTrait {
        DONE,

        SETTLED_NOW
    }

    static MeetingOutcome done(SiteMeeting meeting, AppointmentOutcome exchange) {
        return new MeetingOutcome(meeting, Switches.of(OutcomeTrait.DONE, OutcomeTrait.SETTLED_NOW), null, exchange);
    }

    static MeetingOutcome later(SiteMeeting meeting, Refusal refusal) {
        return new MeetingOutcome(meeting, Switches.of(OutcomeTrait.DONE), refusal, null);
    }

    static MeetingOutcome not(SiteMeeting meeting, boolean settledNow, Refusal refusal) {
        return new MeetingOutcome(
                meeting, Switches.<OutcomeTrait>of().with(OutcomeTrait.SETTLED_NOW, settledNow), refusal, null);
    }

    boolean done() {
        return traits.has(OutcomeTrait.DONE);
    }

    boolean settledNow() {
        return traits.has(OutcomeTrait.SETTLED_NOW);
    }
}
