package org.s2slab.exchange.scheduling;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The attendees' side of meetings: answers to a meeting, a series or an occurrence, and the removal of cancelled
 * meetings. Each method runs inside one transaction.
 */
public record AttendeeMeetings(
        CalendarItemEditor calendar, MeetingAttendees attendees, MeetingItems entries, MeetingMail mail) {
    /**
     * Answers an invitation. The invitation is a meeting request or a calendar item. The organiser receives the answer,
     * and the attendee's calendar item shows it. A declined item moves to the deleted items. Fails with
     * PARAMETER_INVALID if the item is not an invitation from another organiser.
     */
    public Item respond(WriteTransaction tx, Mailbox attendee, Item invitation, MeetingAnswer answer) {
        Item there = entry(tx, attendee, invitation)
                .or(() -> invitation.content().kind() == ItemKind.MEETING_REQUEST
                        ? Optional.of(calendar.enter(tx, attendee, entries.entry(invitation.content())))
                        : Optional.empty())
                .filter(found -> !MeetingAttendees.isOrganiser(found.content(), attendee))
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

    /** The calendar item of an invitation; empty if the item no longer exists. */
    public Optional<Item> entry(ReadTransaction rx, Mailbox attendee, Item invitation) {
        return invitation.content().kind() == ItemKind.CALENDAR_ITEM
                ? Optional.of(invitation)
                : CalendarItemEditor.counterpart(rx, attendee, invitation.content());
    }

    /** The content of an item for an answer. An occurrence gets the recurrence of its series ([MS-OXWSMTGS]). */
    private static ItemContent whole(ReadTransaction rx, Item there) {
        return CalendarItemEditor.isOccurrence(there)
                ? SeriesStore.master(rx, there.number())
                        .content()
                        .property(Series.RECURRENCE)
                        .map(there.content()::with)
                        .orElse(there.content())
                : there.content();
    }

    private void tellOrganiser(WriteTransaction tx, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        Optional<XmlElement> organiser = meeting.property("Organizer").flatMap(there -> there.child("Mailbox"));
        Optional<Mailbox> mailbox = organiser.map(MeetingAttendees::address).flatMap(attendees::one);
        XmlElement to = MeetingMessages.recipients(organiser.stream().toList());
        ItemContent response = mail.messages().response(meeting, attendee, to, answer);
        mail.keep(tx, answer.copy(), response);
        mailbox.ifPresent(theirs -> {
            mail.arrives(tx, theirs, response);
            note(tx, theirs, attendee, meeting, answer);
        });
    }

    /** Records the answer of an attendee in the organiser's item. */
    private void note(
            WriteTransaction tx, Mailbox organiser, Mailbox attendee, ItemContent meeting, MeetingAnswer answer) {
        CalendarItemEditor.counterpart(tx, organiser, meeting)
                .ifPresent(entry -> calendar.update(
                        tx, entry, MeetingAttendees.answered(entry.content(), attendee, answer, entries.now())));
    }

    /** Removes the meeting or occurrence of a cancellation from the attendee's calendar. */
    public void remove(WriteTransaction tx, Mailbox attendee, Item cancellation) {
        CalendarItemEditor.counterpart(tx, attendee, cancellation.content())
                .ifPresent(entry -> calendar.delete(tx, attendee, entry, DisposalType.MoveToDeletedItems));
    }
}
