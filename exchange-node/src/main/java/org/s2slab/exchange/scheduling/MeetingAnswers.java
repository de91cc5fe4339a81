package org.s2slab.exchange.scheduling;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
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
    public Item respond(WriteTransaction tx, Mailbox attendee, Item invitation, MeetingAnswer answer) {
        Item there = entry(tx, attendee, invitation)
                .or(() -> invitation.content().kind() == ItemKind.MEETING_REQUEST
                        ? Optional.of(calendar.enter(tx, attendee, entries.entry(invitation.content())))
                        : Optional.empty())
                .filter(found -> !Attendees.isOrganiser(found.content(), attendee))
                .orElseThrow(() -> Refusal.invalid("There is no invitation of somebody else's to this meeting."));
        Item answered = calendar.update(tx, there, entries.answered(there.content(), answer.response()));
        if (answer.response() == MeetingResponse.DECLINE) {
            calendar.delete(tx, attendee, answered, DisposalType.MoveToDeletedItems);
        }
        if (answer.sends()) {
            tellOrganiser(tx, attendee, whole(tx, there), answer);
        }
        return answered;
    }

    /** The calendar item that an invitation is about: the item itself, or that of the message; empty where it is gone. */
    public Optional<Item> entry(ReadTransaction rx, Mailbox attendee, Item invitation) {
        return invitation.content().kind() == ItemKind.CALENDAR_ITEM
                ? Optional.of(invitation)
                : CalendarItems.counterpart(rx, attendee, invitation.content());
    }

    /** What an answer says of a calendar item: with the recurrence of the series ([MS-OXWSMTGS]). */
    private static ItemContent whole(ReadTransaction rx, Item there) {
        return CalendarItems.isOccurrence(there)
                ? SeriesStore.master(rx, there.number())
                        .content()
                        .property(Series.RECURRENCE)
                        .map(there.content()::with)
                        .orElse(there.content())
                : there.content();
    }

    private void tellOrganiser(WriteTransaction tx, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        Optional<XmlElement> organiser = meeting.property("Organizer").flatMap(there -> there.child("Mailbox"));
        Optional<Mailbox> mailbox = organiser.map(Attendees::address).flatMap(attendees::one);
        XmlElement to = MeetingMessages.recipients(organiser.stream().toList());
        ItemContent response = mail.messages().response(meeting, attendee, to, answer);
        mail.keep(tx, answer.copy(), response);
        mailbox.ifPresent(theirs -> {
            mail.arrives(tx, theirs, response);
            note(tx, theirs, attendee, meeting, answer);
        });
    }

    /** The organiser's item shows what an attendee answered. */
    private void note(
            WriteTransaction tx, Mailbox organiser, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        CalendarItems.counterpart(tx, organiser, meeting)
                .ifPresent(entry -> calendar.update(
                        tx, entry, Attendees.answered(entry.content(), attendee, answer, entries.now())));
    }

    /** Removes what was cancelled from the calendar: the meeting, or the occurrence, that a cancellation is about. */
    public void remove(WriteTransaction tx, Mailbox attendee, Item cancellation) {
        CalendarItems.counterpart(tx, attendee, cancellation.content())
                .ifPresent(entry -> calendar.delete(tx, attendee, entry, DisposalType.MoveToDeletedItems));
    }
}
