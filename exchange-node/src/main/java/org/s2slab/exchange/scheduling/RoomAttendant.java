package org.s2slab.exchange.scheduling;

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
import org.s2slab.store.WriteTransaction;

/**
 * Answers meeting requests of rooms. Accepts a request if the room is free and the settings of the room allow the
 * meeting; otherwise declines the request.
 */
record RoomAttendant(CalendarProcessing processing, MeetingAttendees attendees) {

    /** The calendar processing settings of a mailbox. */
    Settings settings(ReadTransaction rx, Mailbox mailbox) {
        return processing.of(rx, mailbox);
    }

    /** Answers a meeting that is already in the room's calendar. */
    void answer(WriteTransaction tx, MeetingMail mail, Mailbox room, Settings settings, Item entry, Mailbox organiser) {
        AttendeeMeetings answers = new AttendeeMeetings(mail.calendar(), attendees, mail.entries(), mail);
        Instant now = Instant.parse(mail.entries().now());
        boolean accepts = accepts(tx, room, settings, entry.content(), now);
        MeetingResponse response = accepts ? MeetingResponse.ACCEPT : MeetingResponse.DECLINE;
        Item answered = answers.respond(
                tx, room, entry, new MeetingAnswer(response, ItemContent.Body.NONE, List.of(), true, Optional.empty()));
        if (accepts) {
            mail.calendar().update(tx, answered, shown(settings, answered.content(), organiser));
        }
    }

    /** The room's calendar item: by default it shows the organiser instead of the subject. */
    private static ItemContent shown(Settings settings, ItemContent meeting, Mailbox organiser) {
        String subject = settings.is("DeleteSubject") ? "" : meeting.subject();
        ItemContent entry = settings.is("AddOrganizerToSubject")
                ? meeting.withSubject((organiser.name() + " " + subject).strip())
                : meeting.withSubject(subject);
        return settings.is("DeleteComments") ? entry.withBody(null, "") : entry;
    }

    private static boolean accepts(
            ReadTransaction rx, Mailbox room, Settings settings, ItemContent meeting, Instant now) {
        Instant starts = Objects.requireNonNull(meeting.starts());
        Instant ends = Objects.requireNonNull(meeting.ends());
        boolean recurs = meeting.property("Recurrence").isPresent();
        Instant last = now.plus(Duration.ofDays(settings.number("BookingWindowInDays")));
        boolean allowed = !starts.isAfter(last)
                && Duration.between(starts, ends).toMinutes() <= settings.number("MaximumDurationInMinutes")
                && (!recurs || settings.is("AllowRecurringMeetings"));
        if (!allowed || settings.is("AllowConflicts")) {
            return allowed;
        }
        try {
            return isFree(
                    CalendarViewSearch.between(rx, room, starts, recurs ? last : ends), OrganizerMeetings.uid(meeting));
        } catch (EwsError tooFull) {
            // The calendar has too many items for a comparison, so the room counts as busy.
            return false;
        }
    }

    /** Whether a meeting overlaps no other item. Compares each item only with the latest end of the items before it. */
    static boolean isFree(List<Item> found, String uid) {
        Instant busy = Instant.MIN;
        Instant requested = Instant.MIN;
        List<ItemContent> inOrder = found.stream()
                .map(Item::content)
                .sorted(Comparator.comparing(ItemContent::starts).thenComparing(ItemContent::ends))
                .toList();
        for (ItemContent content : inOrder) {
            Instant starts = Objects.requireNonNull(content.starts());
            Instant ends = Objects.requireNonNull(content.ends());
            boolean own = OrganizerMeetings.uid(content).equals(uid);
            if (!own && content.propertyText("LegacyFreeBusyStatus", "Busy").equals("Free")) {
                continue;
            }
            if ((own ? busy : requested).isAfter(starts)) {
                return false;
            }
            busy = own || ends.isBefore(busy) ? busy : ends;
            requested = !own || ends.isBefore(requested) ? requested : ends;
        }
        return true;
    }
}
