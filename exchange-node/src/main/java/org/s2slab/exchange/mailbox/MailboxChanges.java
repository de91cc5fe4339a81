package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The changes of a mailbox, numbered from 1 in the order they were committed, and what they took away. */
public final class MailboxChanges {
    /** What a tombstone stands for. */
    enum Gone {
        ITEM,
        FOLDER
    }

    private MailboxChanges() {}

    /** The number of the last change in a mailbox; 0 before the first. */
    public static Future<Long> last(SqlClient client, Mailbox mailbox) {
        return client.preparedQuery("SELECT last FROM mailbox_changes WHERE mailbox = ?")
                .execute(Tuple.of(mailbox.id()))
                .map(rows -> MailboxStore.first(rows, row -> row.getLong(0)).orElse(0L));
    }

    /**
     * What has happened in a folder since a change, oldest first, at most so many; 0 is before the first change.
     * The change of the last entry is where to go on from. An item shows up once, by its last change.
     */
    public static Future<List<ItemChange>> ofItems(
            SqlClient client, Mailbox mailbox, String folder, long since, int most) {
        return client.preparedQuery(
                        ItemRows.SELECT + " WHERE mailbox = ? AND folder = ? AND change > ? ORDER BY change LIMIT ?")
                .execute(Tuple.of(mailbox.id(), folder, since, most))
                .compose(items -> client.preparedQuery("SELECT change, id FROM tombstones WHERE kind = 'ITEM'"
                                + " AND mailbox = ? AND folder = ? AND change > ? AND entered <= ?"
                                + " ORDER BY change LIMIT ?")
                        .execute(Tuple.of(mailbox.id(), folder, since, since, most))
                        .map(gone -> Stream.concat(
                                        items.stream().map(row -> ItemRows.change(row, since)),
                                        gone.stream()
                                                .map(row -> new ItemChange(
                                                        row.getLong(0), row.getString(1), null, false, false)))
                                .sorted(Comparator.comparingLong(ItemChange::change))
                                .limit(most)
                                .toList()));
    }

    /** The number of the change being made; all that one transaction changes may bear the same. */
    static Future<Long> next(SqlConnection connection, String mailbox) {
        return next(connection, mailbox, 1);
    }

    /** The last of so many numbers that changes now made have to themselves. */
    static Future<Long> next(SqlConnection connection, String mailbox, int changes) {
        return connection
                .preparedQuery(
                        "INSERT INTO mailbox_changes (mailbox, last) VALUES (?, ?)"
                                + " ON CONFLICT (mailbox) DO UPDATE SET last = mailbox_changes.last + excluded.last RETURNING last")
                .execute(Tuple.of(mailbox, changes))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Notes that an item no longer lies where it lay, as a change of its own; the time is in seconds. */
    static Future<Void> bury(SqlConnection connection, Item item, long time) {
        return next(connection, item.mailbox())
                .compose(change -> bury(
                        connection, Gone.ITEM, item.mailbox(), item.folder(), item.id(), item.entered(), change, time));
    }

    /** Notes that something no longer lies in a folder; the time is in seconds. */
    static Future<Void> bury(
            SqlConnection connection,
            Gone kind,
            String mailbox,
            String folder,
            String id,
            long entered,
            long change,
            long time) {
        return connection
                .preparedQuery("INSERT INTO tombstones (id, kind, mailbox, folder, entered, change, time)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .execute(Tuple.from(List.of(id, kind.name(), mailbox, folder, entered, change, time)))
                .mapEmpty();
    }
}
