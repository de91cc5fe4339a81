package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.s2slab.store.Rows;

/**
 * Converts items of earlier versions, once: items without typed values, and items without the key of their conversation in
 * the database.
 */
public final class OldItems {
    private static final String SOME =
            ItemRowMapper.SELECT + " WHERE SUBSTR(properties, 1, 1) = '[' OR conversation IS NULL LIMIT 200";

    private OldItems() {}

    /** Stores all of them anew, some in each transaction: where the node ends meanwhile, its next start goes on. */
    public static Future<Void> convert(ItemStore store) {
        return store.write(OldItems::some)
                .compose(converted -> converted == 0 ? Future.succeededFuture() : convert(store));
    }

    private static Future<Integer> some(SqlConnection connection) {
        return Rows.list(connection, SOME, ItemRowMapper::item)
                .compose(items -> Rows.batch(
                                connection,
                                ItemRowMapper.REWRITE,
                                items.stream()
                                        .map(item ->
                                                ItemRowMapper.of(item.content()).addLong(item.number()))
                                        .toList())
                        .map(items.size()));
    }
}
