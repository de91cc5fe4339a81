package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** The changes of a mailbox, numbered from 1 in the order they were committed, and what they took away. */
final class MailboxChanges {
    /** What a tombstone stands for. */
    enum Gone {
        ITEM,
        FOLDER
    }

    private MailboxChanges() {}

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

    /** The number of the last change; 0 before the first. */
    static Future<Long> last(SqlClient client, Mailbox mailbox) {
        return client.preparedQuery("SELECT last FROM mailbox_changes WHERE mailbox = ?")
                .execute(Tuple.of(mailbox.id()))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getLong(0));
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
