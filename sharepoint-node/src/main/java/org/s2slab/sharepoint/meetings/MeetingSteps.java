package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * The steps of a meeting at Lync, at Exchange and in the list, each of which may be repeated without harm, and what is
 * known of a meeting after each.
 */
final class MeetingSteps {
    private final MeetingStore meetings;
    private final LyncConferencing lync;
    private final ExchangeCalendar exchange;
    private final SiteCalendar calendar;

    MeetingSteps(MeetingStore meetings, LyncConferencing lync, ExchangeCalendar exchange, SiteCalendar calendar) {
        this.meetings = meetings;
        this.lync = lync;
        this.exchange = exchange;
        this.calendar = calendar;
    }

    /** A conference, an appointment with requests to the attendees, an item; in this order. */
    Future<Void> book(Meeting meeting, CallContext context) {
        String id = meeting.id();
        MeetingDetails details = meeting.details();
        return lync.create(domain(context), id, details, context)
                .compose(made -> meetings.conference(id, made.id(), made.joinUrl())
                        .compose(noted -> meetings.atExchange(id, true))
                        .compose(noted -> exchange.book(id, details, made.joinUrl(), context))
                        .recover(failure -> isOpen(failure)
                                ? Future.failedFuture(failure)
                                : meetings.atExchange(id, false).compose(noted -> Future.failedFuture(failure)))
                        .compose(booked -> calendar.put(meeting, details, made.joinUrl())))
                .compose(listed -> meetings.settled(id, details));
    }

    /** Takes back whatever there may be of a meeting that could not be booked; Lync first, for it heard of it first. */
    Future<Void> undo(Meeting meeting, CallContext context) {
        return removeConference(meeting, context)
                .compose(gone ->
                        meeting.atExchange() ? exchange.cancel(meeting.id(), context) : Future.succeededFuture())
                .compose(gone -> calendar.remove(meeting))
                .compose(gone -> meetings.remove(meeting.id()));
    }

    /** Makes the meeting what is wanted, everywhere. */
    Future<Void> change(Meeting meeting, MeetingDetails wanted, CallContext context) {
        String joinUrl = String.valueOf(meeting.joinUrl());
        return lync.change(domain(context), String.valueOf(meeting.conference()), meeting.id(), wanted, context)
                .compose(changed -> exchange.change(meeting.id(), wanted, joinUrl, context))
                .compose(changed -> calendar.put(meeting, wanted, joinUrl))
                .compose(changed -> meetings.settled(meeting.id(), wanted));
    }

    /** Calls the meeting off: word to the attendees first, then no conference, then no item. */
    Future<Void> cancel(Meeting meeting, CallContext context) {
        return exchange.cancel(meeting.id(), context)
                .compose(gone -> removeConference(meeting, context))
                .compose(gone -> calendar.remove(meeting))
                .compose(gone -> meetings.remove(meeting.id()));
    }

    private Future<Void> removeConference(Meeting meeting, CallContext context) {
        String conference = meeting.conference();
        return conference == null
                ? lync.cancelMarked(domain(context), meeting.id(), context)
                : lync.cancel(domain(context), conference, context);
    }

    /** Whether the other side may have done what was asked. */
    static boolean isOpen(Throwable failure) {
        return !(failure instanceof Refusal refusal) || !refusal.code().definite();
    }

    /** Whether the same may succeed later: nobody said no. */
    static boolean mayPass(Throwable failure) {
        return isOpen(failure) || (failure instanceof Refusal refusal && refusal.code() == RefusalCode.UNAVAILABLE);
    }

    /** The domain whose Lync serves the organiser: that of their SIP address. */
    private static String domain(CallContext context) {
        UserIdentifiers user = context.user();
        @Nullable String address = user == null ? null : user.sip() == null ? user.upn() : user.sip();
        if (address == null) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "the organiser has no SIP address and so no Lync");
        }
        return address.substring(address.indexOf('@') + 1);
    }
}
