package org.s2slab.sharepoint.meetings;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * The result for the appointment in the organiser's Exchange calendar, which a meeting on a site may lack.
 *
 * @param why why nothing was done; null if it was done
 */
record AppointmentOutcome(Kind kind, @Nullable Refusal why) {
    static final AppointmentOutcome DONE = new AppointmentOutcome(Kind.DONE, null);

    enum Kind {
        /** The calendar contains the appointment, and Exchange has notified the attendees. */
        DONE,
        /** No action was needed: there is no Exchange, no mailbox, or no appointment. */
        NONE,
        /**
         * Exchange refused the request and did nothing: Exchange does not trust SharePoint, or does not accept the
         * appointment.
         */
        REFUSED
    }

    static AppointmentOutcome none(Refusal why) {
        return new AppointmentOutcome(Kind.NONE, why);
    }

    static AppointmentOutcome refused(Refusal why) {
        return new AppointmentOutcome(Kind.REFUSED, why);
    }

    boolean isDone() {
        return kind == Kind.DONE;
    }

    boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /** The JSON in a response. */
    JsonObject json() {
        JsonObject json = new JsonObject().put("done", isDone());
        return why == null
                ? json
                : json.put("error", isRefused() ? why.code().name() : "NOT_FOUND")
                        .put("reason", why.detail());
    }
}
