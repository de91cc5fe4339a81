package org.s2slab.exchange.items;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.content.ItemSerializer.Change;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Reads and replaces the changed occurrences of a series, for the streams of ExportItems and UploadItems. */
record SeriesExceptionTransfer(AttachmentStore attachments) {
    /** The maximum number of changed occurrences in an upload: the iCalendar limits for both kinds together. */
    private static final int MOST = 6000;

    /**
     * The maximum total size in bytes of the exceptions in an upload, each with the content that comes from the series.
     * The limit exists because validation and MIME content repeat this content for each exception.
     */
    private static final long LARGEST = 32 * 1024 * 1024;

    /** The changed occurrences of an item; empty for an item that is not a series. */
    List<Change> changes(ReadTransaction rx, Item item) {
        if (!SeriesStore.isMaster(item)) {
            return List.of();
        }
        Series series = CalendarItemEditor.series(rx, item);
        return series.changes().values().stream()
                .map(change -> change(rx, series, change))
                .toList();
    }

    private Change change(ReadTransaction rx, Series series, ChangedOccurrence change) {
        // The own attachments of a deleted occurrence are not exported.
        return change.attached() == null || change.isDeleted()
                ? new Change(change, Optional.empty())
                : new Change(
                        change,
                        Optional.of(attachments
                                .whole(rx, exception(series, change.original()))
                                .attachments()));
    }

    private static Item exception(Series series, Instant original) {
        return OccurrenceItemFactory.of(series, series.at(original).orElseThrow());
    }

    /**
     * Replaces the changed occurrences of an uploaded item. For an item that is no longer a series, only removes the
     * earlier changes.
     *
     * @throws EwsError ErrorCorruptData for an unknown or repeated occurrence, or an exception that violates the
     *     schema; ErrorMessageSizeExceeded for more than {@link #LARGEST} bytes
     */
    void replace(WriteTransaction tx, Item master, List<Change> uploaded) {
        SeriesStore.forget(tx, master);
        if (!SeriesStore.isMaster(master)) {
            return;
        }
        Series regular = Series.of(master, List.of());
        ResponseCode.ErrorCorruptData.throwIf(uploaded.size() > MOST);
        ResponseCode.ErrorMessageSizeExceeded.throwIf(bytes(master.content()) * exceptions(uploaded) > LARGEST);
        List<Change> changes =
                uploaded.stream().map(one -> checked(regular, one)).toList();
        List<ChangedOccurrence> all = changes.stream().map(Change::change).toList();
        ResponseCode.ErrorCorruptData.throwIf(
                all.stream().map(ChangedOccurrence::original).distinct().count() < all.size());
        SeriesStore.put(tx, master, all);
        Series series = Series.of(master, all);
        changes.forEach(one -> one.attachments()
                .ifPresent(own ->
                        attachments.insertAll(tx, exception(series, one.change().original()), own)));
    }

    private static long bytes(ItemContent content) {
        return ItemSerializer.write(ItemWithAttachments.of(content)).length();
    }

    private static long exceptions(List<Change> changes) {
        return changes.stream().filter(one -> !one.change().isDeleted()).count();
    }

    private static Change checked(Series series, Change uploaded) {
        ChangedOccurrence change = uploaded.change();
        Instant original = change.original();
        try {
            OccurrenceSpan span = series.expansion().at(original).orElseThrow();
            Instant ends = change.ends();
            if (change.isDeleted()) {
                return new Change(ChangedOccurrence.deleted(original), Optional.empty());
            }
            ResponseCode.ErrorCorruptData.throwIf(ends == null || ends.isBefore(change.starts()));
            ItemContent regular = OccurrenceItemFactory.of(series, span).content();
            List<AttachmentWithContent> own = uploaded.attachments().orElse(List.of());
            ItemWithAttachments whole =
                    UploadedItemValidator.checked(new ItemWithAttachments(change.applied(regular), own));
            ChangedOccurrence exception = ChangedOccurrence.between(original, regular, whole.content());
            return new Change(
                    uploaded.attachments().isEmpty()
                            ? exception
                            : exception.with(
                                    own.isEmpty()
                                            ? ChangedOccurrence.Attached.NONE
                                            : ChangedOccurrence.Attached.LISTED),
                    uploaded.attachments());
        } catch (RuntimeException e) {
            throw e instanceof EwsError ? e : new EwsError(ResponseCode.ErrorCorruptData);
        }
    }
}
