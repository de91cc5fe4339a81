package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/**
 * The attendees' side of meetings: answers to a meeting, to a series or to one occurrence, and the removal of what was
 * cancelled. Each method runs inside one transaction.
 */
public record MeetingAnswers(CalendarItems calendar, Attendees attendees, MeetingItems entries, MeetingMail mail) {
    /**
     * Answers an invitation, given the message that brought it or the calendar item: the organiser gets the answer, and
     * the item in the attendee's calendar shows it; after a decline it goes to the deleted items. Fails with
     * PARAMETER_INVALID where there is no invitation of somebody else's.
     */
    public Future<Item> respond(SqlConnection connection, Mailbox attendee, Item invitation, MeetingAnswer answer) {
        return entry(connection, attendee, invitation)
                .compose(found -> found.isPresent() || invitation.content().kind() != ItemKind.MEETING_REQUEST
                        ? Future.succeededFuture(found)
                        : calendar.enter(connection, attendee, entries.entry(invitation.content()))
                                .map(Optional::of))
                .compose(found -> {
                    if (found.isEmpty() || Attendees.isOrganiser(found.get().content(), attendee)) {
                        return Future.failedFuture(
                                Refusal.invalid("There is no invitation of somebody else's to this meeting."));
                    }
                    Item there = found.get();
                    boolean declined = answer.response() == MeetingResponse.DECLINE;
                    return calendar.update(connection, there, entries.answered(there.content(), answer.response()))
                            .compose(answered -> WorkSequence.when(
                                            declined,
                                            () -> calendar.delete(
                                                    connection, attendee, answered, DisposalType.MoveToDeletedItems))
                                    .compose(done -> WorkSequence.when(
                                            answer.sends(),
                                            () -> whole(connection, there)
                                                    .compose(meeting ->
                                                            tellOrganiser(connection, attendee, meeting, answer))))
                                    .map(answered));
                });
    }

    /** The calendar item that an invitation is about: the item itself, or that of the message; empty where it is gone. */
    public Future<Optional<Item>> entry(SqlConnection connection, Mailbox attendee, Item invitation) {
        return invitation.content().kind() == ItemKind.CALENDAR_ITEM
                ? Future.succeededFuture(Optional.of(invitation))
                : CalendarItems.counterpart(connection, attendee, invitation.content());
    }

    /** What an answer says of a calendar item: with the recurrence of the series ([MS-OXWSMTGS]). */
    private static Future<ItemContent> whole(SqlConnection connection, Item there) {
        return CalendarItems.isOccurrence(there)
                ? SeriesStore.master(connection, there.number())
                        .map(master -> master.content().property(Series.RECURRENCE))
                        .map(recurrence -> recurrence.map(there.content()::with).orElse(there.content()))
                : Future.succeededFuture(there.content());
    }

    private Future<Void> tellOrganiser(
            SqlConnection connection, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        Optional<XmlElement> organiser = meeting.property("Organizer").flatMap(there -> there.child("Mailbox"));
        Optional<Mailbox> mailbox = organiser.map(Attendees::address).flatMap(attendees::one);
        XmlElement to = MeetingMessages.recipients(organiser.stream().toList());
        ItemContent response = mail.messages().response(meeting, attendee, to, answer);
        return mail.keep(connection, answer.copy(), response)
                .compose(copy -> WorkSequence.ifPresent(
                        mailbox,
                        theirs -> mail.arrives(connection, theirs, response)
                                .compose(delivered -> note(connection, theirs, attendee, meeting, answer))));
    }

    /** The organiser's item shows what an attendee answered. */
    private Future<Void> note(
            SqlConnection connection, Mailbox organiser, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        return CalendarItems.counterpart(connection, organiser, meeting)
                .compose(theirs -> WorkSequence.ifPresent(
                        theirs,
                        entry -> calendar.update(
                                connection,
                                entry,
                                Attendees.answered(entry.content(), attendee, answer, entries.now()))));
    }

    /** Removes what was cancelled from the calendar: the meeting, or the occurrence, that a cancellation is about. */
    public Future<Void> remove(SqlConnection connection, Mailbox attendee, Item cancellation) {
        return CalendarItems.counterpart(connection, attendee, cancellation.content())
                .compose(found -> WorkSequence.ifPresent(
                        found, entry -> calendar.delete(connection, attendee, entry, DisposalType.MoveToDeletedItems)));
    }
}
