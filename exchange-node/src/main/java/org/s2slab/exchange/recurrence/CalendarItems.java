package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.CalendarTimeZones;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.SeriesChange;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** Calendar items, single ones, series and occurrences alike: each is an {@link Item} that is read, changed and deleted. */
public record CalendarItems(ItemStore items) {
    private static final String UID = "UID";
    private static final String RECURRENCE_ID = "RecurrenceId";

    /** Whether an item is an occurrence of a series. */
    public static boolean isOccurrence(Item item) {
        return item.storeId().kind() == StoreId.Kind.OCCURRENCE;
    }

    /** The original start of the occurrence that an item or a message is about; empty where it is about a whole meeting. */
    public static Optional<Instant> original(ItemContent content) {
        return content.propertyText(RECURRENCE_ID).map(Instant::parse);
    }

    /** When a meeting is over, a series with its last occurrence; empty for a series without an end. */
    public static Optional<Instant> over(ItemContent content) {
        return Series.expansion(content)
                .map(series -> series.at(series.count()).map(OccurrenceSpan::ends))
                .orElse(Optional.ofNullable(content.ends()));
    }

    /** The series of a master, with its changes. */
    public static Series series(ReadTransaction rx, Item master) {
        return Series.of(master, SeriesStore.changes(rx, List.of(master)));
    }

    /** The occurrence of an id; empty where it is deleted. Fails with ITEM_UNKNOWN where there is no such series. */
    public Optional<Item> occurrence(ReadTransaction rx, Mailbox mailbox, StoreId id) {
        return occurrence(seriesOf(rx, mailbox, id), id.original());
    }

    private static Optional<Item> occurrence(Series series, Instant original) {
        return series.at(original).map(span -> OccurrenceItems.of(series, span));
    }

    /** The series of an occurrence. Fails with ITEM_UNKNOWN where there is none. */
    public Series seriesOf(ReadTransaction rx, Mailbox mailbox, StoreId occurrence) {
        Item master = items.get(rx, mailbox, occurrence.master().key());
        Kind.ITEM_UNKNOWN.throwIf(!SeriesStore.isMaster(master));
        return series(rx, master);
    }

    /** What a mailbox has of the meeting, or of the occurrence of it, that an item or a message is about. */
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

    /** The meeting of a UID, and no single occurrence of it; empty where the mailbox has none. */
    public static Optional<Item> meeting(ReadTransaction rx, Mailbox mailbox, String uid) {
        return counterpart(
                rx, mailbox, ItemContent.empty(ItemKind.CALENDAR_ITEM).with(t(UID, uid)));
    }

    private static List<Item> all(ReadTransaction rx, Mailbox mailbox, ItemContent about) {
        return SeriesStore.meetings(rx, mailbox, about.propertyText(UID, ""));
    }

    /**
     * Puts a meeting into a calendar, or an occurrence of one into its series, in the place of what is there of it. An
     * occurrence without its series stands by itself.
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

    /** Gives an item another content. A series forgets its exceptions where its pattern, its times or its zone changes. */
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

    /** Whether a change gives an item other times, another zone or another recurrence. */
    public static boolean isRescheduled(ItemContent before, ItemContent after) {
        return !days(before).equals(days(after))
                || !Objects.equals(before.starts(), after.starts())
                || !Objects.equals(before.ends(), after.ends())
                || !CalendarTimeZones.of(before).equals(CalendarTimeZones.of(after));
    }

    private static Optional<XmlElement> days(ItemContent content) {
        return content.property(Series.RECURRENCE).map(RecurrenceDates::plain);
    }

    private Item change(WriteTransaction tx, Item master, Instant original, ItemContent content) {
        Series series = series(tx, master);
        OccurrenceSpan span =
                series.expansion().at(original).orElseThrow(() -> new MailboxException(Kind.ITEM_UNKNOWN));
        Item touched =
                changed(tx, master, SeriesChange.between(original, OccurrenceItems.regular(series, span), content));
        return occurrence(series(tx, touched), original).orElseThrow();
    }

    /** Deletes an item; the day of an occurrence is deleted from its series. */
    public void delete(WriteTransaction tx, Mailbox mailbox, Item item, DisposalType disposal) {
        if (isOccurrence(item)) {
            changed(
                    tx,
                    SeriesStore.master(tx, item.number()),
                    SeriesChange.deleted(item.storeId().original()));
        } else {
            items.delete(tx, mailbox, item, disposal);
        }
    }

    private Item changed(WriteTransaction tx, Item master, SeriesChange change) {
        Kind.ITEM_UNCHANGEABLE.throwIf(master.isPreserved());
        items.keepOriginal(tx, master);
        SeriesStore.put(tx, master, change);
        return items.touch(tx, master);
    }
}
