package org.s2slab.exchange.access;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Ids of a request that name an occurrence by its series and index, or a series by an occurrence, as plain ids. */
public final class OccurrenceIds {
    private OccurrenceIds() {}

    /**
     * The {@code ItemId} that an id of any of the three kinds stands for; an ItemId stays as it is. Fails with an EwsError
     * where the id is not of the kind that its element needs, or there is no such occurrence.
     */
    public static Future<XmlElement> plain(SqlClient client, ItemStore items, Mailbox mailbox, XmlElement id) {
        return switch (id.name()) {
            case "RecurringMasterItemId" ->
                Future.succeededFuture(id)
                        .map(found -> named(found, "OccurrenceId", mailbox))
                        .map(occurrence -> {
                            ResponseCode.ErrorCalendarCannotUseIdForOccurrenceId.throwIf(
                                    occurrence.kind() != StoreId.Kind.OCCURRENCE);
                            return itemId(id, occurrence.master());
                        });
            case "OccurrenceItemId" ->
                Future.succeededFuture(id)
                        .map(found -> named(found, "RecurringMasterId", mailbox))
                        .compose(master -> master.kind() == StoreId.Kind.ITEM
                                ? items.get(client, mailbox, master.key())
                                : Future.failedFuture(
                                        new EwsError(ResponseCode.ErrorCalendarCannotUseIdForRecurringMasterId)))
                        .compose(master -> series(client, master))
                        .map(series -> itemId(id, occurrence(series, id)));
            case "RecurringMasterItemIdRanges" ->
                Future.succeededFuture(id)
                        .map(found -> named(found, "Id", mailbox))
                        .compose(found -> items.get(client, mailbox, found.key()))
                        .map(item -> {
                            ResponseCode.ErrorCalendarCannotUseIdForOccurrenceId.throwIf(SeriesStore.isMaster(item));
                            return itemId(id, item.storeId());
                        });
            default -> Future.succeededFuture(id);
        };
    }

    private static Future<Series> series(SqlClient client, Item master) {
        return SeriesStore.isMaster(master)
                ? CalendarItems.series(client, master)
                : Future.failedFuture(new EwsError(ResponseCode.ErrorCalendarCannotUseIdForRecurringMasterId));
    }

    private static StoreId occurrence(Series series, XmlElement id) {
        long index = Long.parseLong(id.attribute("InstanceIndex", "0").strip());
        Optional<OccurrenceSpan> span = series.expansion().at(index);
        ResponseCode.ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange.throwIf(span.isEmpty());
        ResponseCode.ErrorCalendarOccurrenceIsDeletedFromRecurrence.throwIf(series.isDeleted(span.get()));
        return series.master().storeId().occurrence(span.get().original());
    }

    private static StoreId named(XmlElement id, String attribute, Mailbox mailbox) {
        return FolderIdResolver.item(t("ItemId").with("Id", id.attribute(attribute, "")), mailbox);
    }

    private static XmlElement itemId(XmlElement given, StoreId id) {
        XmlElement plain = t("ItemId").with("Id", id.text());
        return given.attribute("ChangeKey")
                .map(key -> plain.with("ChangeKey", key))
                .orElse(plain);
    }
}
