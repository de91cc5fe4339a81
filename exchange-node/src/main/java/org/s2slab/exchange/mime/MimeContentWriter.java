package org.s2slab.exchange.mime;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.contentline.ICalendarWriter;
import org.s2slab.exchange.contentline.VCardWriter;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.MimeSourceStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;

/** Writes items as MIME content: calendar items as iCalendar, contacts as vCard, other items as RFC 822 messages. */
public final class MimeContentWriter {
    /** The maximum size in bytes of a series in iCalendar. Each exception repeats the content of the series. */
    private static final long LARGEST = 64L * 1024 * 1024;

    private MimeContentWriter() {}

    /** The original message of an item, or MIME content written from its current properties. */
    public static Buffer of(ReadTransaction rx, AttachmentStore attachments, Item item, PrivacyRules privacy) {
        if (SeriesStore.isMaster(item)) {
            return of(privacy.seen(CalendarItemEditor.series(rx, item)));
        }
        return item.content().kind() == ItemKind.CALENDAR_ITEM
                ? of(ItemWithAttachments.of(item.content()))
                : MimeSourceStore.of(rx, item).orElseGet(() -> of(attachments.whole(rx, item)));
    }

    /** Writes an item in the format of its kind: vCard, iCalendar or a message. */
    public static Buffer of(ItemWithAttachments item) {
        return switch (item.content().kind()) {
            case CALENDAR_ITEM -> ICalendarWriter.write(item.content(), List.of(), List.of());
            case CONTACT -> VCardWriter.write(item.content());
            default -> MimeWriter.write(item);
        };
    }

    /** A series with its exceptions and deleted occurrences. Fails if it would be too large for the node's memory. */
    static Buffer of(Series series) {
        ItemContent master = series.master().content();
        List<ItemContent> exceptions = OccurrenceItemFactory.modified(series).stream()
                .map(Item::content)
                .toList();
        // What each exception has of the series besides the body, such as the attendees.
        long besides = ItemSerializer.write(ItemWithAttachments.of(master)).length()
                - (long) master.body().length();
        long bytes = exceptions.stream()
                .mapToLong(exception -> exception.body().length() + besides)
                .sum();
        ResponseCode.ErrorMimeContentConversionFailed.throwIf(bytes > LARGEST);
        return ICalendarWriter.write(master, exceptions, series.deleted());
    }
}
