package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.s2slab.store.Rows;

/** The messages (RFC 822) that items came as, as long as they are true of them. */
public final class MimeSourceStore {
    private MimeSourceStore() {}

    /** What an item came as; empty where it did not come as a message, or has been changed since. */
    public static Future<Optional<Buffer>> of(SqlClient client, Item item) {
        return client.preparedQuery("SELECT content FROM item_sources WHERE item = ?")
                .execute(Tuple.of(item.number()))
                .map(rows -> Rows.first(rows, row -> row.getBuffer(0)));
    }

    /** Keeps what an item came as. */
    public static Future<Void> keep(SqlConnection connection, Item item, Buffer source) {
        return connection
                .preparedQuery("INSERT INTO item_sources (item, content) VALUES (?, ?)"
                        + " ON CONFLICT (item) DO UPDATE SET content = excluded.content")
                .execute(Tuple.of(item.number(), source.getBytes()))
                .mapEmpty();
    }

    static Future<Void> forget(SqlConnection connection, Item item) {
        return connection
                .preparedQuery("DELETE FROM item_sources WHERE item = ?")
                .execute(Tuple.of(item.number()))
                .mapEmpty();
    }

    static Future<Void> copy(SqlConnection connection, long from, long to) {
        return connection
                .preparedQuery(
                        "INSERT INTO item_sources (item, content) SELECT ?, content FROM item_sources WHERE item = ?")
                .execute(Tuple.of(to, from))
                .mapEmpty();
    }
}
