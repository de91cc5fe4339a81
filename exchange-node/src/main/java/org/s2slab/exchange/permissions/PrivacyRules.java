package org.s2slab.exchange.permissions;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.store.ReadTransaction;

/**
 * Decides which items a user sees. A private item is hidden from a delegate without ViewPrivateItems ([MS-OXODLGT]
 * 2.2.2.2.6). Each occurrence of a series can be private or not.
 */
public record PrivacyRules(MailboxRights rights) {
    /** The key of an item, or of the series of an occurrence. */
    public static String key(Item item) {
        MailboxObjectId id = item.storeId();
        return id.kind() == MailboxObjectId.Kind.OCCURRENCE ? id.master().key() : id.key();
    }

    /** Whether an item is private and hidden from the user. */
    public boolean hides(Item item) {
        return ItemMapiConverter.isPrivate(item.content()) && !rights.views(key(item));
    }

    /** Whether the user may read an item. */
    public boolean shows(Item item) {
        return rights.reads(item.folder(), key(item)) && !hides(item);
    }

    /** Whether an item or one of its occurrences is hidden. */
    public boolean hidesAny(ReadTransaction rx, Item item) {
        return hides(item)
                || (SeriesStore.isMaster(item)
                        && OccurrenceItemFactory.modified(CalendarItemEditor.series(rx, item)).stream()
                                .anyMatch(this::hides));
    }

    /** The series as the user sees it: hidden occurrences show only their times. */
    public Series seen(Series series) {
        Map<Instant, ChangedOccurrence> changes = new HashMap<>(series.changes());
        series.modified().stream()
                .filter(span -> hides(OccurrenceItemFactory.of(series, span)))
                .map(span -> Objects.requireNonNull(changes.get(span.original())))
                .forEach(change -> changes.put(change.original(), change.placed()));
        return new Series(series.master(), series.expansion(), changes);
    }
}
