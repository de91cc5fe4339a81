package org.s2slab.exchange.access;

import static org.s2slab.ews.EwsNames.t;

import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * Converts ids to item ids: an id that names an occurrence by the series and an index, and an id that names a series by
 * one of its occurrences.
 */
public final class OccurrenceIdResolver {
    private OccurrenceIdResolver() {}

    /**
     * Converts an id of one of the three kinds to an {@code ItemId}; returns an ItemId unchanged. Fails with an
     * EwsError if the id has the wrong kind for its element, or the occurrence does not exist.
     */
    public static XmlElement plain(ReadTransaction rx, ItemStore items, Mailbox mailbox, XmlElement id) {
        return switch (id.name()) {
            case "RecurringMasterItemId" -> {
                MailboxObjectId occurrence = named(id, "OccurrenceId", mailbox);
                ResponseCode.ErrorCalendarCannotUseIdForOccurrenceId.throwIf(
                        occurrence.kind() != MailboxObjectId.Kind.OCCURRENCE);
                yield itemId(id, occurrence.master());
            }
            case "OccurrenceItemId" -> {
                MailboxObjectId named = named(id, "RecurringMasterId", mailbox);
                ResponseCode.ErrorCalendarCannotUseIdForRecurringMasterId.throwIf(
                        named.kind() != MailboxObjectId.Kind.ITEM);
                Item master = items.get(rx, mailbox, named.key());
                ResponseCode.ErrorCalendarCannotUseIdForRecurringMasterId.throwIf(!SeriesStore.isMaster(master));
                yield itemId(id, occurrence(CalendarItemEditor.series(rx, master), id));
            }
            case "RecurringMasterItemIdRanges" -> {
                Item item = items.get(rx, mailbox, named(id, "Id", mailbox).key());
                ResponseCode.ErrorCalendarCannotUseIdForOccurrenceId.throwIf(SeriesStore.isMaster(item));
                yield itemId(id, item.storeId());
            }
            default -> id;
        };
    }

    private static MailboxObjectId occurrence(Series series, XmlElement id) {
        long index = Long.parseLong(id.attribute("InstanceIndex", "0").strip());
        Optional<OccurrenceSpan> span = series.expansion().at(index);
        ResponseCode.ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange.throwIf(span.isEmpty());
        ResponseCode.ErrorCalendarOccurrenceIsDeletedFromRecurrence.throwIf(series.isDeleted(span.get()));
        return series.master().storeId().occurrence(span.get().original());
    }

    private static MailboxObjectId named(XmlElement id, String attribute, Mailbox mailbox) {
        return FolderIdResolver.item(t("ItemId").with("Id", id.attribute(attribute, "")), mailbox);
    }

    private static XmlElement itemId(XmlElement given, MailboxObjectId id) {
        XmlElement plain = t("ItemId").with("Id", id.text());
        return given.attribute("ChangeKey")
                .map(key -> plain.with("ChangeKey", key))
                .orElse(plain);
    }
}
