package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
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
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.OccurrenceItems;
import org.s2slab.node.WorkSequence;

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
    Future<Void> invite(
            SqlConnection connection, Mailbox organiser, Item item, List<Mailbox> to, @Nullable ItemContent before) {
        ItemContent request = messages.request(item.content(), organiser, before);
        boolean again = before == null || CalendarItems.isRescheduled(before, item.content());
        return WorkSequence.each(
                to,
                attendee -> rooms.settings(connection, attendee)
                        .compose(settings -> CalendarItems.counterpart(connection, attendee, request)
                                .map(there -> there.map(Item::content).orElse(null))
                                .compose(there -> WorkSequence.when(
                                                !settings.answers(),
                                                () -> arrives(
                                                        connection, attendee, MeetingMessages.told(request, there)))
                                        .compose(sent -> calendar.enter(
                                                connection, attendee, entries.attendees(item.content(), there, again))))
                                .compose(entered -> WorkSequence.when(
                                                before == null && SeriesStore.isMaster(item),
                                                () -> exceptions(connection, item, attendee, entered))
                                        .compose(done -> WorkSequence.when(
                                                settings.answers(),
                                                () -> rooms.answer(
                                                        connection, this, attendee, settings, entered, organiser))))));
    }

    /** Who is invited to a series gets its changed occurrences and none of the deleted ones. */
    private Future<Void> exceptions(SqlConnection connection, Item organisers, Mailbox attendee, Item entered) {
        return CalendarItems.series(connection, organisers)
                .compose(series -> WorkSequence.each(series.modified(), span -> {
                            ItemContent changed =
                                    OccurrenceItems.of(series, span).content();
                            return calendar.enter(connection, attendee, entries.attendees(changed, null, true));
                        })
                        .compose(changed -> WorkSequence.each(
                                series.deleted(),
                                original -> calendar.delete(
                                        connection,
                                        attendee,
                                        entered.occurrence(original, entered.content()),
                                        DisposalType.MoveToDeletedItems))));
    }

    /** A cancellation in each inbox; the entries in the calendars show that there is no meeting any more. */
    Future<Void> callOff(
            SqlConnection connection, Mailbox organiser, Item item, List<Mailbox> to, ItemContent.Body text) {
        ItemContent cancellation = messages.cancellation(item.content(), organiser, text);
        return WorkSequence.each(
                to,
                attendee -> arrives(connection, attendee, cancellation)
                        .compose(sent -> CalendarItems.counterpart(connection, attendee, cancellation))
                        .compose(there -> WorkSequence.ifPresent(
                                there,
                                entry -> calendar.update(connection, entry, entries.cancelled(entry.content())))));
    }

    /** The occurrences of a series that were changed, each an item; none of what is no series. */
    static Future<List<Item>> changedOccurrences(SqlClient client, Item item) {
        return SeriesStore.isMaster(item)
                ? CalendarItems.series(client, item).map(OccurrenceItems::modified)
                : Future.succeededFuture(List.of());
    }

    /** A message in an inbox. */
    Future<Void> arrives(SqlConnection connection, Mailbox mailbox, ItemContent message) {
        return delivery.deliver(connection, mailbox, message);
    }

    /** A copy of a sent message, if there is to be one. */
    Future<Void> keep(SqlConnection connection, Optional<SentCopy> wanted, ItemContent message) {
        return WorkSequence.ifPresent(
                wanted.filter(copy -> copy.mailbox().present()),
                copy -> items.create(connection, copy.mailbox(), copy.folder(), message.withRead(true)));
    }
}
