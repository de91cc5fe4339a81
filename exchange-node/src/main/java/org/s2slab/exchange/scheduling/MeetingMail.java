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
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * Delivers meeting messages, and updates the attendees' calendars at delivery, before an attendee reads the message.
 */
record MeetingMail(
        MailDelivery delivery,
        ItemStore items,
        CalendarItemEditor calendar,
        MeetingItems entries,
        MeetingMessages messages,
        RoomAttendant rooms) {
    /**
     * Delivers a request to each inbox, and creates or updates the item in each calendar.
     *
     * @param item the organiser's meeting, or an occurrence of the meeting
     * @param before the content before the change; null for a new invitation
     */
    void invite(WriteTransaction tx, Mailbox organiser, Item item, List<Mailbox> to, @Nullable ItemContent before) {
        ItemContent request = messages.request(item.content(), organiser, before);
        boolean again = before == null || CalendarItemEditor.isRescheduled(before, item.content());
        for (Mailbox attendee : to) {
            Settings settings = rooms.settings(tx, attendee);
            ItemContent there = CalendarItemEditor.counterpart(tx, attendee, request)
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

    /** Copies the exceptions of a series to the calendar of a new attendee: changed and deleted occurrences. */
    private void exceptions(WriteTransaction tx, Item organisers, Mailbox attendee, Item entered) {
        Series series = CalendarItemEditor.series(tx, organisers);
        OccurrenceItemFactory.modified(series)
                .forEach(changed -> calendar.enter(tx, attendee, entries.attendees(changed.content(), null, true)));
        series.deleted()
                .forEach(original -> calendar.delete(
                        tx,
                        attendee,
                        entered.occurrence(original, entered.content()),
                        DisposalType.MoveToDeletedItems));
    }

    /** Delivers a cancellation to each inbox, and marks the calendar items as cancelled. */
    void callOff(WriteTransaction tx, Mailbox organiser, Item item, List<Mailbox> to, ItemContent.Body text) {
        ItemContent cancellation = messages.cancellation(item.content(), organiser, text);
        for (Mailbox attendee : to) {
            arrives(tx, attendee, cancellation);
            CalendarItemEditor.counterpart(tx, attendee, cancellation)
                    .ifPresent(entry -> calendar.update(tx, entry, entries.cancelled(entry.content())));
        }
    }

    /** The changed occurrences of a series as items; empty for an item that is not a series. */
    static List<Item> changedOccurrences(ReadTransaction rx, Item item) {
        return SeriesStore.isMaster(item)
                ? OccurrenceItemFactory.modified(CalendarItemEditor.series(rx, item))
                : List.of();
    }

    /** Delivers a message to an inbox. */
    void arrives(WriteTransaction tx, Mailbox mailbox, ItemContent message) {
        delivery.deliver(tx, mailbox, message);
    }

    /** Stores a copy of a sent message, if requested. */
    void keep(WriteTransaction tx, Optional<SentCopy> requested, ItemContent message) {
        requested
                .filter(copy -> copy.mailbox().present())
                .ifPresent(copy -> items.create(tx, copy.mailbox(), copy.folder(), message.withRead(true)));
    }
}
