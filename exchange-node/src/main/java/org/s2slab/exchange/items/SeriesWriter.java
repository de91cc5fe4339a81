package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.SeriesChange;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.recurrence.OccurrenceExpansion;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.RecurrenceReader;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.exchange.timezone.ItemTimeZones;
import org.s2slab.xml.XmlElement;

/** Changes of series: of their pattern, and of single occurrences, which become exceptions or are deleted. */
final class SeriesWriter {
    private final ItemStore items;

    SeriesWriter(ItemStore items) {
        this.items = items;
    }

    /**
     * A calendar item with its start and end moved to the first occurrence of its recurrence, where it has one.
     *
     * @throws EwsError where the recurrence makes no series
     */
    static ItemContent settled(ItemContent content) {
        content.property(Series.RECURRENCE).ifPresent(RecurrenceReader::read);
        return Series.expansion(content)
                .map(OccurrenceExpansion::first)
                .map(first -> content.withSpan(first.starts(), first.ends())
                        .with(ElementJson.text("CalendarItemType", "RecurringMaster")))
                .orElse(content);
    }

    /** Forgets the exceptions of a series whose pattern, times or zone have changed. */
    Future<Item> changed(SqlConnection connection, Item before, Item after) {
        ItemContent old = before.content();
        ItemContent now = after.content();
        boolean same = old.property(Series.RECURRENCE).equals(now.property(Series.RECURRENCE))
                && Objects.equals(old.starts(), now.starts())
                && Objects.equals(old.ends(), now.ends())
                && ItemTimeZones.of(old).equals(ItemTimeZones.of(now));
        return same || !SeriesStore.isMaster(before)
                ? Future.succeededFuture(after)
                : SeriesStore.forget(connection, after).map(after);
    }

    /** Updates an occurrence. */
    Future<Item> update(SqlConnection connection, EwsRequest request, StoreId id, List<XmlElement> updates) {
        return find(connection, request, id).compose(found -> {
            ItemContent before =
                    OccurrenceItems.of(found.series(), found.span()).content();
            List<XmlElement> read = RequestTimes.updated(request, before, updates);
            ItemContent content = before;
            for (XmlElement update : read) {
                content = PropertyUpdater.apply(content, update);
            }
            if (content.property(Series.RECURRENCE).isPresent()) {
                throw new EwsError(ResponseCode.ErrorInvalidPropertySet, "Only a series has a Recurrence.");
            }
            SeriesChange change = change(found, RequestTimes.wholeDays(content), read);
            return items.keepOriginal(connection, found.series().master())
                    .compose(kept -> SeriesStore.put(connection, found.series().master(), change))
                    .compose(stored -> items.touch(connection, found.series().master()))
                    .compose(master -> OccurrenceIds.series(connection, master))
                    .map(series ->
                            OccurrenceItems.of(series, series.at(id.original()).orElseThrow()));
        });
    }

    /** Deletes an occurrence. */
    Future<Void> delete(SqlConnection connection, EwsRequest request, StoreId id) {
        return find(connection, request, id)
                .compose(found -> items.keepOriginal(connection, found.series().master())
                        .compose(kept -> SeriesStore.put(
                                connection, found.series().master(), SeriesChange.deleted(id.original())))
                        .compose(
                                stored -> items.touch(connection, found.series().master())))
                .mapEmpty();
    }

    private record Found(Series series, OccurrenceSpan span) {}

    private Future<Found> find(SqlConnection connection, EwsRequest request, StoreId id) {
        return OccurrenceIds.seriesOf(items, connection, request.mailbox(), id).map(series -> {
            OccurrenceSpan span = series.at(id.original())
                    .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN));
            if (series.master().isPreserved()) {
                throw new MailboxException(MailboxException.Kind.ITEM_UNCHANGEABLE);
            }
            return new Found(series, span);
        });
    }

    /**
     * Refuses to send what this server does not send.
     *
     * @throws EwsError where attendees are to be told of a change to one occurrence
     */
    static void requireUnsent(ItemContent series, SendInvitationsMode sending) {
        if (sending.sends() && !series.recipients().isEmpty()) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidOperation,
                    "This server sends no updates and no cancellations for a single occurrence of a meeting.");
        }
    }

    private static SeriesChange change(Found found, ItemContent content, List<XmlElement> updates) {
        Instant starts = content.starts();
        Instant ends = content.ends();
        if (starts == null || ends == null || ends.isBefore(starts)) {
            throw new EwsError(ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate);
        }
        List<Optional<OccurrenceSpan>> neighbours = found.series().neighbours(found.span());
        boolean crosses = neighbours
                        .get(0)
                        .filter(before -> starts.isBefore(before.ends()))
                        .isPresent()
                || neighbours
                        .get(1)
                        .filter(after -> ends.isAfter(after.starts()))
                        .isPresent();
        if (crosses) {
            throw new EwsError(ResponseCode.ErrorOccurrenceCrossingBoundary);
        }
        SeriesChange earlier = found.series().changes().get(found.span().original());
        List<XmlElement> all = new ArrayList<>(earlier == null ? List.of() : earlier.updates());
        all.addAll(updates);
        return new SeriesChange(found.span().original(), starts, ends, all);
    }
}
