package org.s2slab.exchange.scheduling;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.CalendarProcessing.Settings;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.OccurrenceItems;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * Delivers the messages of meetings, and changes the attendees' calendars as these messages say, whether an attendee has
 * read them or not.
 */
record MeetingMail(
        MailDelivery delivery,
        ItemStore items,
        CalendarItems calendar,
        MeetingItems entries,
        MeetingMessages messages,
        RoomAttendant rooms) {
    /**
     * A message in each inbox, and an entry in each calendar, new or brought up to date.
     *
     * @param item the organiser's meeting, or an occurrence of it
     * @param before its content before the change; null in a new invitation
     */
    void invite(WriteTransaction tx, Mailbox organiser, Item item, List<Mailbox> to, @Nullable ItemContent before) {
        ItemContent request = messages.request(item.content(), organiser, before);
        boolean again = before == null || CalendarItems.isRescheduled(before, item.content());
        for (Mailbox attendee : to) {
            Settings settings = rooms.settings(tx, attendee);
            ItemContent there = CalendarItems.counterpart(tx, attendee, request)
                    .map(Item::content)
                    .orElse(null);
            if (!settings.answers()) {
                arrives(tx, attendee, MeetingMessages.told(request, there));
            }
            Item entered = calendar.enter(tx, attendee, entries.attendees(item.content(), there, again));
            if (before == null && SeriesStore.isMaster(item)) {
                exceptions(tx, item, attendee, entered);
            }
            if (settings.answers()) {
                rooms.answer(tx, this, attendee, settings, entered, organiser);
            }
        }
    }

    /** Who is invited to a series gets its changed occurrences and none of the deleted ones. */
    private void exceptions(WriteTransaction tx, Item organisers, Mailbox attendee, Item entered) {
        Series series = CalendarItems.series(tx, organisers);
        OccurrenceItems.modified(series)
                .forEach(changed -> calendar.enter(tx, attendee, entries.attendees(changed.content(), null, true)));
        series.deleted()
                .forEach(original -> calendar.delete(
                        tx,
                        attendee,
                        entered.occurrence(original, entered.content()),
                        DisposalType.MoveToDeletedItems));
    }

    /** A cancellation in each inbox; the entries in the calendars show that there is no meeting any more. */
    void callOff(WriteTransaction tx, Mailbox organiser, Item item, List<Mailbox> to, ItemContent.Body text) {
        ItemContent cancellation = messages.cancellation(item.content(), organiser, text);
        for (Mailbox attendee : to) {
            arrives(tx, attendee, cancellation);
            CalendarItems.counterpart(tx, attendee, cancellation)
                    .ifPresent(entry -> calendar.update(tx, entry, entries.cancelled(entry.content())));
        }
    }

    /** The occurrences of a series that were changed, each an item; none of what is no series. */
    static List<Item> changedOccurrences(ReadTransaction rx, Item item) {
        return SeriesStore.isMaster(item) ? OccurrenceItems.modified(CalendarItems.series(rx, item)) : List.of();
    }

    /** A message in an inbox. */
    void arrives(WriteTransaction tx, Mailbox mailbox, ItemContent message) {
        delivery.deliver(tx, mailbox, message);
    }

    /** A copy of a sent message, if there is to be one. */
    void keep(WriteTransaction tx, Optional<SentCopy> wanted, ItemContent message) {
        wanted.filter(copy -> copy.mailbox().present())
                .ifPresent(copy -> items.create(tx, copy.mailbox(), copy.folder(), message.withRead(true)));
    }
}
