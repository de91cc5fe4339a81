package org.s2slab.sharepoint.meetings;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * What became of a meeting in the organiser's calendar at Exchange, which a meeting on a site does not need.
 *
 * @param why why nothing was done; null where it was
 */
record AppointmentOutcome(Kind kind, @Nullable Refusal why) {
    static final AppointmentOutcome DONE = new AppointmentOutcome(Kind.DONE, null);

    enum Kind {
        /** The calendar has it, and Exchange has told the attendees. */
        DONE,
        /** There is nothing to be done: no Exchange, no mailbox, or no appointment in it. */
        NONE,
        /** Exchange is there and certainly did nothing: it does not trust SharePoint, or does not want the appointment. */
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

    /** As an answer shows it. */
    JsonObject json() {
        JsonObject json = new JsonObject().put("done", isDone());
        return why == null
                ? json
                : json.put("error", isRefused() ? why.code().name() : "NOT_FOUND")
                        .put("reason", why.detail());
    }
}
