package org.s2slab.exchange.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.scheduling.ConferenceStore.State;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.WriteTransaction;

/**
 * The organiser's side of meetings: single meetings, series and occurrences. Each method runs inside one transaction,
 * so a meeting is stored completely or not at all. Updates for a meeting's Lync conference are stored in the same
 * transaction.
 */
public record OrganizerMeetings(
        ItemStore items,
        MeetingAttendees attendees,
        MeetingItems writer,
        MeetingMail mail,
        ConferenceStore conferences) {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /** The attendees' side of these meetings. */
    public AttendeeMeetings answers() {
        return new AttendeeMeetings(mail.calendar(), attendees, writer, mail);
    }

    /** Stores an appointment or a meeting in a folder, and sends invitations. Fails with PARAMETER_INVALID. */
    public Item create(OrganizerChange change, String folder, ItemContent given) {
        WriteTransaction tx = change.tx();
        Mailbox organiser = change.owner();
        if (!MeetingAttendees.isOrganiser(given, organiser)) {
            return items.create(tx, organiser, folder, writer.imported(withTimes(given), organiser));
        }
        ItemContent told = MeetingAttendees.withAnswers(withTimes(given), ItemContent.empty(given.kind()));
        ItemContent content =
                writer.organisers(told, organiser, change.sending().sends());
        Item item = items.create(tx, organiser, folder, content);
        if (change.sending().sends()) {
            mail.invite(tx, organiser, item, attendees.mailboxes(content, organiser), null);
            keepRequest(change, item, null);
        }
        return item;
    }

    /**
     * Changes a calendar item. A change of the organiser's item sends invitations to new attendees, cancellations to
     * removed ones, and updates to the others.
     *
     */
    public Item update(OrganizerChange change, Item item, ItemContent changed) {
        Mailbox owner = change.owner();
        if (!MeetingAttendees.isOrganiser(item.content(), owner)) {
            return mail.calendar().update(change.tx(), item, changed);
        }
        ItemContent timed = withTimes(changed);
        ItemContent numbered =
                CalendarItemEditor.isRescheduled(item.content(), timed) ? writer.nextSequence(timed) : timed;
        ItemContent told = MeetingAttendees.withAnswers(numbered, item.content());
        ItemContent next = writer.organisers(told, owner, change.sending().sends());
        Item updated = mail.calendar().update(change.tx(), item, next);
        conferences.note(change, uid(next), State.CHANGING);
        if (change.sending().sends()) {
            tell(change, item, updated);
        }
        return updated;
    }

    private void tell(OrganizerChange change, Item item, Item updated) {
        WriteTransaction tx = change.tx();
        Mailbox owner = change.owner();
        List<Mailbox> before = attendees.mailboxes(item.content(), owner);
        List<Mailbox> now = attendees.mailboxes(updated.content(), owner);
        List<Mailbox> added = without(now, before);
        // A new attendee of an occurrence has no calendar item for it yet.
        mail.invite(tx, owner, updated, added, null);
        if (!change.sending().onlyToChanged()) {
            mail.invite(tx, owner, updated, without(now, added), item.content());
        }
        mail.callOff(tx, owner, item, without(before, now), ItemContent.Body.NONE);
        keepRequest(change, updated, item.content());
    }

    /**
     * Deletes an item. For an item of the organiser, first sends cancellations of the meeting or occurrence.
     *
     * @param text the text of the cancellation; empty for the text of the meeting
     */
    public void cancel(OrganizerChange change, Item item, DisposalType disposal, ItemContent.Body text) {
        WriteTransaction tx = change.tx();
        Mailbox owner = change.owner();
        if (!MeetingAttendees.isOrganiser(item.content(), owner)) {
            mail.calendar().delete(tx, owner, item, disposal);
            return;
        }
        boolean told = change.sending().sends() && MeetingAttendees.isMeeting(item.content());
        boolean whole = !CalendarItemEditor.isOccurrence(item);
        conferences.note(change, uid(item.content()), whole ? State.CANCELLING : State.CHANGING);
        if (told) {
            callOff(tx, owner, item, text);
            mail.keep(tx, change.copy(), mail.messages().cancellation(item.content(), owner, text));
        }
        Item last = told && whole ? items.update(tx, item, writer.calledOff(item.content())) : item;
        mail.calendar().delete(tx, owner, last, disposal);
    }

    /** Sends cancellations to the attendees of a meeting or series, and to the attendees of single occurrences. */
    private void callOff(WriteTransaction tx, Mailbox owner, Item item, ItemContent.Body text) {
        List<Mailbox> invited = attendees.mailboxes(item.content(), owner);
        mail.callOff(tx, owner, item, invited, text);
        for (Item one : MeetingMail.changedOccurrences(tx, item)) {
            mail.callOff(tx, owner, one, without(attendees.mailboxes(one.content(), owner), invited), text);
        }
    }

    private void keepRequest(OrganizerChange change, Item item, @Nullable ItemContent before) {
        ItemContent request = mail.messages().request(item.content(), change.owner(), before);
        mail.keep(change.tx(), MeetingAttendees.isMeeting(item.content()) ? change.copy() : Optional.empty(), request);
    }

    /** Whether the mailbox owner is the organiser of the meeting in an item or message. */
    public static boolean isOrganiser(Item item, Mailbox owner) {
        return MeetingAttendees.isOrganiser(item.content(), owner);
    }

    /** Whether the meeting has attendees other than the owner. */
    public static boolean invitesOthers(Item item, Mailbox owner) {
        return MeetingAttendees.invited(item.content()).stream()
                .map(MeetingAttendees::address)
                .anyMatch(address -> !owner.hasAddress(address));
    }

    /** Whether the item has attendees. */
    public static boolean isMeeting(Item item) {
        return MeetingAttendees.isMeeting(item.content());
    }

    /** Whether a meeting request is older than the meeting in the calendar. */
    public static boolean isOutOfDate(ItemContent request, Optional<ItemContent> entry) {
        return request.kind() == ItemKind.MEETING_REQUEST
                && entry.filter(there -> MeetingItems.isLater(there, request)).isPresent();
    }

    static String uid(ItemContent meeting) {
        return meeting.propertyText(MeetingItems.UID, "");
    }

    /** Gives an item a start and an end if they are missing. The default is half an hour from now. */
    private ItemContent withTimes(ItemContent given) {
        Instant start = given.starts() == null ? Instant.parse(writer.now()) : given.starts();
        Instant end = given.ends() == null ? start.plus(HALF_AN_HOUR) : given.ends();
        if (end.isBefore(start)) {
            throw Refusal.invalid("End: " + end + " is earlier than the start, " + start + ".");
        }
        return given.withSpan(start, end);
    }

    private static List<Mailbox> without(List<Mailbox> all, List<Mailbox> these) {
        Set<String> ids = these.stream().map(Mailbox::id).collect(Collectors.toSet());
        return all.stream().filter(mailbox -> !ids.contains(mailbox.id())).toList();
    }
}
