package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** Reads, changes and deletes calendar items. Single items, series and occurrences are each an {@link Item}. */
public record CalendarItemEditor(ItemStore items) {
    private static final String UID = "UID";
    private static final String RECURRENCE_ID = "RecurrenceId";

    /** Whether an item is an occurrence of a series. */
    public static boolean isOccurrence(Item item) {
        return item.storeId().kind() == MailboxObjectId.Kind.OCCURRENCE;
    }

    /** The original start of the occurrence to which an item or message refers; empty for a whole meeting. */
    public static Optional<Instant> original(ItemContent content) {
        return content.propertyText(RECURRENCE_ID).map(Instant::parse);
    }

    /** The end of a meeting, for a series the end of the last occurrence; empty for a series without an end. */
    public static Optional<Instant> over(ItemContent content) {
        return Series.expansion(content)
                .map(series -> series.at(series.count()).map(OccurrenceSpan::ends))
                .orElse(Optional.ofNullable(content.ends()));
    }

    /** The series of a master, with its changed occurrences. */
    public static Series series(ReadTransaction rx, Item master) {
        return Series.of(master, SeriesStore.changes(rx, List.of(master)));
    }

    /** The occurrence with an id; empty if it is deleted. Fails with ITEM_UNKNOWN for an unknown series. */
    public Optional<Item> occurrence(ReadTransaction rx, Mailbox mailbox, MailboxObjectId id) {
        return occurrence(seriesOf(rx, mailbox, id), id.original());
    }

    private static Optional<Item> occurrence(Series series, Instant original) {
        return series.at(original).map(span -> OccurrenceItemFactory.of(series, span));
    }

    /** The series of an occurrence. Fails with ITEM_UNKNOWN for an unknown series. */
    public Series seriesOf(ReadTransaction rx, Mailbox mailbox, MailboxObjectId occurrence) {
        Item master = items.get(rx, mailbox, occurrence.master().key());
        Kind.ITEM_UNKNOWN.throwIf(!SeriesStore.isMaster(master));
        return series(rx, master);
    }

    /** The mailbox's item for the meeting or occurrence to which an item or message refers. */
    public static Optional<Item> counterpart(ReadTransaction rx, Mailbox mailbox, ItemContent about) {
        List<Item> found = all(rx, mailbox, about);
        Optional<Instant> original = original(about);
        Optional<Item> itself = found.stream()
                .filter(item -> original(item.content()).equals(original))
                .findFirst();
        Optional<Item> master = found.stream().filter(SeriesStore::isMaster).findFirst();
        return itself.isPresent() || original.isEmpty() || master.isEmpty()
                ? itself
                : occurrence(series(rx, master.get()), original.get());
    }

    /** The meeting with a UID, but not a single occurrence of the meeting; empty if the mailbox does not have it. */
    public static Optional<Item> meeting(ReadTransaction rx, Mailbox mailbox, String uid) {
        return counterpart(
                rx, mailbox, ItemContent.empty(ItemKind.CALENDAR_ITEM).with(t(UID, uid)));
    }

    private static List<Item> all(ReadTransaction rx, Mailbox mailbox, ItemContent about) {
        return SeriesStore.meetings(rx, mailbox, about.propertyText(UID, ""));
    }

    /**
     * Stores a meeting in a calendar, or an occurrence in its series, and replaces an existing item. An occurrence
     * without its series becomes a single item.
     */
    public Item enter(WriteTransaction tx, Mailbox mailbox, ItemContent content) {
        Optional<Item> there = counterpart(tx, mailbox, content);
        if (there.isPresent()) {
            return update(tx, there.get(), content);
        }
        Optional<Instant> original = original(content);
        Optional<Item> master = original.isEmpty()
                ? Optional.empty()
                : all(tx, mailbox, content).stream()
                        .filter(SeriesStore::isMaster)
                        .findFirst();
        return master.isPresent()
                ? change(tx, master.get(), original.orElseThrow(), content)
                : items.create(tx, mailbox, DistinguishedFolder.CALENDAR.distinguishedName(), content);
    }

    /** Changes the content of an item. A series loses its exceptions if its pattern, times or time zone change. */
    public Item update(WriteTransaction tx, Item item, ItemContent content) {
        if (isOccurrence(item)) {
            return change(
                    tx, SeriesStore.master(tx, item.number()), item.storeId().original(), content);
        }
        Item updated = items.update(tx, item, content);
        if (isRescheduled(item.content(), content)) {
            SeriesStore.forget(tx, updated);
        }
        return updated;
    }

    /** Whether a change alters the times, the time zone or the recurrence. */
    public static boolean isRescheduled(ItemContent before, ItemContent after) {
        return !days(before).equals(days(after))
                || !Objects.equals(before.starts(), after.starts())
                || !Objects.equals(before.ends(), after.ends())
                || !CalendarItemTimeZones.of(before).equals(CalendarItemTimeZones.of(after));
    }

    private static Optional<XmlElement> days(ItemContent content) {
        return content.property(Series.RECURRENCE).map(RecurrenceDateFormat::plain);
    }

    private Item change(WriteTransaction tx, Item master, Instant original, ItemContent content) {
        Series series = series(tx, master);
        OccurrenceSpan span =
                series.expansion().at(original).orElseThrow(() -> new MailboxException(Kind.ITEM_UNKNOWN));
        Item touched = changed(
                tx, master, ChangedOccurrence.between(original, OccurrenceItemFactory.regular(series, span), content));
        return occurrence(series(tx, touched), original).orElseThrow();
    }

    /** Deletes an item. A deleted occurrence is stored as a change of its series. */
    public void delete(WriteTransaction tx, Mailbox mailbox, Item item, DisposalType disposal) {
        if (isOccurrence(item)) {
            changed(
                    tx,
                    SeriesStore.master(tx, item.number()),
                    ChangedOccurrence.deleted(item.storeId().original()));
        } else {
            items.delete(tx, mailbox, item, disposal);
        }
    }

    private Item changed(WriteTransaction tx, Item master, ChangedOccurrence change) {
        Kind.ITEM_UNCHANGEABLE.throwIf(master.isPreserved());
        items.keepOriginal(tx, master);
        SeriesStore.put(tx, master, change);
        return items.touch(tx, master);
    }
}
