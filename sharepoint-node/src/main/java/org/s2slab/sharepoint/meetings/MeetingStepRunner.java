package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.node.RetrySchedule;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.meetings.SiteConferenceClient.Conference;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;

/**
 * The steps of a meeting in Lync, in Exchange and in the list, and the meeting's state after each step. Each step is
 * safe to repeat.
 */
record MeetingStepRunner(
        Database database, SiteConferenceClient lync, ExchangeCalendar exchange, SiteCalendar calendar) {
    /**
     * Creates a conference, an appointment with meeting requests and a list item, in this order. If Exchange definitely
     * has no appointment for the meeting, the meeting is booked without an appointment.
     */
    Future<AppointmentOutcome> book(SiteMeeting meeting, CallContext context) {
        MeetingDetails details = meeting.details();
        return domain(context)
                .compose(domain -> lync.create(domain, meeting.id(), details, context))
                .compose(made -> appointment(
                                meeting, made, () -> exchange.book(meeting.id(), details, made.joinUrl(), context))
                        .compose(outcome ->
                                settle(meeting, State.BOOKING, details, made).map(outcome)));
    }

    /**
     * Deletes all parts of a meeting that could not be booked. Like the booking, this begins in Lync. Returns false if
     * a partner does not have the requested object, but may still create it.
     */
    Future<Boolean> undo(SiteMeeting meeting, CallContext context) {
        return removeConference(meeting, context)
                .compose(found -> removeAppointment(meeting, context)
                        .compose(outcome -> database.change(tx -> calendar.remove(tx, meeting))
                                .map(found && (outcome.isDone() || !meeting.atExchange()))));
    }

    /**
     * Changes the meeting everywhere to the requested details. A missing appointment is booked if possible, and a missing
     * conference is created again. If a meeting has an appointment and the outcome is refused, only Lync has changed.
     * If this fails definitely, Lync refused, and nothing has changed.
     */
    Future<AppointmentOutcome> change(SiteMeeting meeting, MeetingDetails requested, CallContext context) {
        boolean mayStillCome = meeting.atExchange() && mayStillCome(meeting);
        return domain(context)
                .compose(domain -> conference(domain, meeting, requested, context))
                .compose(made -> appointment(
                                meeting,
                                made,
                                () -> exchange.put(meeting.id(), requested, made.joinUrl(), mayStillCome, context))
                        .compose(outcome -> outcome.isRefused() && meeting.atExchange()
                                ? Future.succeededFuture(outcome)
                                : settle(meeting, State.CHANGING, requested, made)
                                        .map(outcome)));
    }

    /** Stores these details as the current ones, in the list and for the meeting. */
    private Future<Void> settle(SiteMeeting meeting, State operation, MeetingDetails details, Conference made) {
        return database.change(tx -> {
            calendar.put(tx, meeting, details, made.joinUrl());
            SiteMeetingStore.settled(tx, meeting.id(), operation, details);
        });
    }

    /**
     * Changes the conference to the requested details. If Lync no longer has the conference, creates a conference with
     * a new join URL.
     */
    private Future<Conference> conference(
            String domain, SiteMeeting meeting, MeetingDetails requested, CallContext context) {
        String id = meeting.id();
        return lync.change(domain, String.valueOf(meeting.conference()), id, requested, context)
                .recover(failure -> failure instanceof Refusal refusal && refusal.code() == RefusalCode.NOT_FOUND
                        // An earlier attempt may have created a conference without receiving the response.
                        ? lync.cancelMarked(domain, id, context)
                                .compose(found -> found || !mayStillCome(meeting)
                                        ? lync.create(domain, id, requested, context)
                                        : Future.failedFuture(RetrySchedule.lookAgain("Lync")))
                        : Future.failedFuture(failure));
    }

    /** Whether a partner may still create something for an earlier attempt to change the meeting. */
    private static boolean mayStillCome(SiteMeeting meeting) {
        return meeting.operation().state() == State.CHANGING
                && RetrySchedule.mayStillCome(meeting.operation().attempts());
    }

    /** Reverts the conference to the meeting's details, if nothing else has changed. */
    Future<Void> takeBack(SiteMeeting meeting, CallContext context) {
        String conference = String.valueOf(meeting.conference());
        return domain(context)
                .compose(domain -> lync.change(domain, conference, meeting.id(), meeting.details(), context))
                .compose(changed -> database.change(
                        tx -> SiteMeetingStore.settled(tx, meeting.id(), State.CHANGING, meeting.details())));
    }

    /** Cancels the meeting: notifies the attendees first, then deletes the conference and the list item. */
    Future<AppointmentOutcome> cancel(SiteMeeting meeting, CallContext context) {
        return removeAppointment(meeting, context)
                .compose(outcome -> removeConference(meeting, context)
                        .compose(gone -> database.change(tx -> {
                            calendar.remove(tx, meeting);
                            SiteMeetingStore.remove(tx, meeting.id());
                        }))
                        .map(outcome));
    }

    /**
     * Stores the conference, and makes a call to Exchange about the appointment. Before the call, stores that Exchange
     * may have an appointment. After the call, stores whether Exchange may still have an appointment.
     */
    private Future<AppointmentOutcome> appointment(
            SiteMeeting meeting, Conference made, Supplier<Future<AppointmentOutcome>> work) {
        String id = meeting.id();
        boolean before = meeting.atExchange();
        return database.change(tx -> SiteMeetingStore.calling(tx, id, made.id(), made.joinUrl()))
                .compose(noted -> work.get())
                .compose(
                        outcome -> atExchange(id, outcome.isDone() || (before && outcome.isRefused()))
                                .map(outcome),
                        failure -> WorkSequence.when(!isOpen(failure), () -> atExchange(id, before))
                                .compose(noted -> Future.failedFuture(failure)));
    }

    private Future<Void> atExchange(String id, boolean may) {
        return database.change(tx -> SiteMeetingStore.atExchange(tx, id, may));
    }

    /**
     * Deletes the appointment if Exchange may have one. Fails if Exchange refuses, because the attendees are not
     * notified then.
     */
    private Future<AppointmentOutcome> removeAppointment(SiteMeeting meeting, CallContext context) {
        if (!meeting.atExchange()) {
            return Future.succeededFuture(
                    AppointmentOutcome.none(Refusal.notFound("the meeting has no appointment at Exchange")));
        }
        return exchange.cancel(meeting.id(), context)
                .compose(outcome ->
                        outcome.isRefused() ? Future.failedFuture(outcome.why()) : Future.succeededFuture(outcome));
    }

    /** Returns false if the meeting's conference is unknown and Lync has none. */
    private Future<Boolean> removeConference(SiteMeeting meeting, CallContext context) {
        String conference = meeting.conference();
        return domain(context)
                .compose(domain -> conference == null
                        ? lync.cancelMarked(domain, meeting.id(), context)
                        : lync.cancel(domain, conference, context).map(true));
    }

    /** Whether the partner may have performed the failed call. */
    static boolean isOpen(Throwable failure) {
        return !(failure instanceof Refusal refusal) || !refusal.code().definite();
    }

    /** Whether a retry may succeed, because the partner did not refuse definitely. */
    static boolean mayPass(Throwable failure) {
        return isOpen(failure) || (failure instanceof Refusal refusal && refusal.code() == RefusalCode.UNAVAILABLE);
    }

    /** The domain of the organiser's SIP address; the Lync server of this domain hosts the organiser. */
    private static Future<String> domain(CallContext context) {
        UserIdentifiers user = context.user();
        @Nullable String address = user == null ? null : user.sip() == null ? user.upn() : user.sip();
        if (address == null) {
            return Future.failedFuture(Refusal.unavailable("the organiser has no SIP address and so no Lync"));
        }
        return Future.succeededFuture(address.substring(address.indexOf('@') + 1));
    }
}
