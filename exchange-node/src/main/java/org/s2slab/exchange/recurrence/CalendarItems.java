package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemTimeZones;
import org.s2slab.exchange.content.SeriesChange;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.node.WorkSequence;
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
    public static Future<Series> series(SqlClient client, Item master) {
        return SeriesStore.changes(client, List.of(master)).map(changes -> Series.of(master, changes));
    }

    /** The occurrence of an id; empty where it is deleted. Fails with ITEM_UNKNOWN where there is no such series. */
    public Future<Optional<Item>> occurrence(SqlClient client, Mailbox mailbox, StoreId id) {
        return seriesOf(client, mailbox, id)
                .map(series -> series.at(id.original()).map(span -> OccurrenceItems.of(series, span)));
    }

    /** The series of an occurrence. Fails with ITEM_UNKNOWN where there is none. */
    public Future<Series> seriesOf(SqlClient client, Mailbox mailbox, StoreId occurrence) {
        return items.get(client, mailbox, occurrence.master().key())
                .compose(master -> SeriesStore.isMaster(master)
                        ? series(client, master)
                        : Future.failedFuture(new MailboxException(MailboxException.Kind.ITEM_UNKNOWN)));
    }

    /** What a mailbox has of the meeting, or of the occurrence of it, that an item or a message is about. */
    public static Future<Optional<Item>> counterpart(SqlClient client, Mailbox mailbox, ItemContent about) {
        return all(client, mailbox, about).compose(found -> {
            Optional<Instant> original = original(about);
            Optional<Item> itself = found.stream()
                    .filter(item -> original(item.content()).equals(original))
                    .findFirst();
            Optional<Item> master = found.stream().filter(SeriesStore::isMaster).findFirst();
            return itself.isPresent() || original.isEmpty() || master.isEmpty()
                    ? Future.succeededFuture(itself)
                    : series(client, master.get())
                            .map(series -> series.at(original.get()).map(span -> OccurrenceItems.of(series, span)));
        });
    }

    /** The meeting of a UID, and no single occurrence of it; empty where the mailbox has none. */
    public static Future<Optional<Item>> meeting(SqlClient client, Mailbox mailbox, String uid) {
        return counterpart(
                client, mailbox, ItemContent.empty(ItemKind.CALENDAR_ITEM).with(t(UID, uid)));
    }

    private static Future<List<Item>> all(SqlClient client, Mailbox mailbox, ItemContent about) {
        return SeriesStore.meetings(client, mailbox, about.propertyText(UID, ""));
    }

    /**
     * Puts a meeting into a calendar, or an occurrence of one into its series, in the place of what is there of it. An
     * occurrence without its series stands by itself.
     */
    public Future<Item> enter(SqlConnection connection, Mailbox mailbox, ItemContent content) {
        return counterpart(connection, mailbox, content).compose(there -> {
            if (there.isPresent()) {
                return update(connection, there.get(), content);
            }
            return all(connection, mailbox, content).compose(found -> {
                Optional<Item> master = found.stream()
                        .filter(SeriesStore::isMaster)
                        .filter(item -> original(content).isPresent())
                        .findFirst();
                return master.isPresent()
                        ? change(connection, master.get(), original(content).orElseThrow(), content)
                        : items.create(connection, mailbox, DistinguishedFolder.CALENDAR.distinguishedName(), content);
            });
        });
    }

    /** Gives an item another content. A series forgets its exceptions where its pattern, its times or its zone changes. */
    public Future<Item> update(SqlConnection connection, Item item, ItemContent content) {
        if (isOccurrence(item)) {
            return SeriesStore.master(connection, item.number())
                    .compose(master -> change(connection, master, item.storeId().original(), content));
        }
        return items.update(connection, item, content)
                .compose(updated -> WorkSequence.when(
                                isRescheduled(item.content(), content), () -> SeriesStore.forget(connection, updated))
                        .map(updated));
    }

    /** Whether a change gives an item other times, another zone or another recurrence. */
    public static boolean isRescheduled(ItemContent before, ItemContent after) {
        return !days(before).equals(days(after))
                || !Objects.equals(before.starts(), after.starts())
                || !Objects.equals(before.ends(), after.ends())
                || !ItemTimeZones.of(before).equals(ItemTimeZones.of(after));
    }

    private static Optional<XmlElement> days(ItemContent content) {
        return content.property(Series.RECURRENCE).map(RecurrenceDates::plain);
    }

    private Future<Item> change(SqlConnection connection, Item master, Instant original, ItemContent content) {
        return series(connection, master).compose(series -> {
            OccurrenceSpan span = series.expansion()
                    .at(original)
                    .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN));
            SeriesChange change = SeriesChange.between(original, OccurrenceItems.regular(series, span), content);
            return changed(connection, master, change)
                    .compose(touched -> series(connection, touched))
                    .map(now -> OccurrenceItems.of(now, now.at(original).orElseThrow()));
        });
    }

    /** Deletes an item; the day of an occurrence is deleted from its series. */
    public Future<Void> delete(SqlConnection connection, Mailbox mailbox, Item item, DisposalType disposal) {
        return isOccurrence(item)
                ? SeriesStore.master(connection, item.number())
                        .compose(master -> changed(
                                connection,
                                master,
                                SeriesChange.deleted(item.storeId().original())))
                        .mapEmpty()
                : items.delete(connection, mailbox, item, disposal);
    }

    private Future<Item> changed(SqlConnection connection, Item master, SeriesChange change) {
        if (master.isPreserved()) {
            return Future.failedFuture(new MailboxException(MailboxException.Kind.ITEM_UNCHANGEABLE));
        }
        return items.keepOriginal(connection, master)
                .compose(kept -> SeriesStore.put(connection, master, change))
                .compose(stored -> items.touch(connection, master));
    }
}
