package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.permissions.CalendarProcessing;
import org.s2slab.exchange.permissions.CalendarProcessing.Settings;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.search.CalendarViewSearch;
import org.s2slab.store.ReadTransaction;

/** Answers the meeting requests of rooms: a free room is booked, any other request is declined. */
record RoomAttendant(CalendarProcessing processing, Attendees attendees) {

    /** The settings of a mailbox, which is a room or not. */
    Future<Settings> settings(SqlConnection connection, Mailbox mailbox) {
        return ReadTransaction.on(connection, tx -> processing.of(tx, mailbox));
    }

    /** Tells the organiser whether a room is booked, whose calendar has the meeting already. */
    Future<Void> answer(
            SqlConnection connection,
            MeetingMail mail,
            Mailbox room,
            Settings settings,
            Item entry,
            Mailbox organiser) {
        MeetingAnswers answers = new MeetingAnswers(mail.calendar(), attendees, mail.entries(), mail);
        Instant now = Instant.parse(mail.entries().now());
        return decision(connection, room, settings, entry.content(), now)
                .compose(response -> answers.respond(
                                connection,
                                room,
                                entry,
                                new MeetingAnswer(response, ItemContent.Body.NONE, List.of(), true, Optional.empty()))
                        .compose(answered -> response == MeetingResponse.ACCEPT
                                ? mail.calendar()
                                        .update(connection, answered, shown(settings, answered.content(), organiser))
                                : Future.succeededFuture(answered)))
                .mapEmpty();
    }

    /** The room's calendar entry: by default it says who has the room, and not what for. */
    private static ItemContent shown(Settings settings, ItemContent meeting, Mailbox organiser) {
        String subject = settings.is("DeleteSubject") ? "" : meeting.subject();
        ItemContent entry = settings.is("AddOrganizerToSubject")
                ? meeting.withSubject((organiser.name() + " " + subject).strip())
                : meeting.withSubject(subject);
        return settings.is("DeleteComments") ? entry.withBody(null, "") : entry;
    }

    private static Future<MeetingResponse> decision(
            SqlConnection connection, Mailbox room, Settings settings, ItemContent meeting, Instant now) {
        Instant starts = Objects.requireNonNull(meeting.starts());
        Instant ends = Objects.requireNonNull(meeting.ends());
        boolean recurs = meeting.property("Recurrence").isPresent();
        Instant last = now.plus(Duration.ofDays(settings.number("BookingWindowInDays")));
        boolean allowed = !starts.isAfter(last)
                && Duration.between(starts, ends).toMinutes() <= settings.number("MaximumDurationInMinutes")
                && (!recurs || settings.is("AllowRecurringMeetings"));
        if (!allowed || settings.is("AllowConflicts")) {
            return Future.succeededFuture(allowed ? MeetingResponse.ACCEPT : MeetingResponse.DECLINE);
        }
        return CalendarViewSearch.between(connection, room, starts, recurs ? last : ends)
                .map(found -> isFree(found, MeetingInvitations.uid(meeting)))
                // Nobody knows whether a room is free whose calendar is too full to be compared.
                .recover(failure ->
                        failure instanceof EwsError ? Future.succeededFuture(false) : Future.failedFuture(failure))
                .map(free -> free ? MeetingResponse.ACCEPT : MeetingResponse.DECLINE);
    }

    /** In the order of their starts, an entry that is over before the next one starts meets no later one. */
    static boolean isFree(List<Item> found, String uid) {
        Instant busy = Instant.MIN;
        Instant wanted = Instant.MIN;
        List<ItemContent> inOrder = found.stream()
                .map(Item::content)
                .sorted(Comparator.comparing(ItemContent::starts).thenComparing(ItemContent::ends))
                .toList();
        for (ItemContent content : inOrder) {
            Instant starts = Objects.requireNonNull(content.starts());
            Instant ends = Objects.requireNonNull(content.ends());
            boolean own = MeetingInvitations.uid(content).equals(uid);
            if (!own && content.propertyText("LegacyFreeBusyStatus", "Busy").equals("Free")) {
                continue;
            }
            if ((own ? busy : wanted).isAfter(starts)) {
                return false;
            }
            busy = own || ends.isBefore(busy) ? busy : ends;
            wanted = !own || ends.isBefore(wanted) ? wanted : ends;
        }
        return true;
    }
}
