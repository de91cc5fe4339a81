package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Items whose properties were stored as elements, as items were before they had values: each is stored anew, once. */
public final class OldItems {
    private static final String SOME = ItemRowMapper.SELECT + " WHERE SUBSTR(properties, 1, 1) = '[' LIMIT 200";

    private OldItems() {}

    /** Stores all of them anew, some in each transaction: where the node ends meanwhile, its next start goes on. */
    public static Future<Void> convert(ItemStore store) {
        return store.write(OldItems::some)
                .compose(converted -> converted == 0 ? Future.succeededFuture() : convert(store));
    }

    private static Future<Integer> some(SqlConnection connection) {
        return connection.query(SOME).execute().compose(rows -> {
            List<Item> items = rows.stream().map(ItemRowMapper::item).toList();
            Future<?> stored = items.isEmpty()
                    ? Future.succeededFuture()
                    : connection
                            .preparedQuery(ItemRowMapper.REWRITE)
                            .executeBatch(items.stream()
                                    .map(item ->
                                            ItemRowMapper.of(item.content()).addLong(item.number()))
                                    .toList());
            return stored.map(items.size());
        });
    }
}
