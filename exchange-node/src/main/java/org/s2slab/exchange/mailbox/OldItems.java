package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;

/**
 * Converts items of earlier versions, once: items without typed values, and items without the key of their conversation in
 * the database.
 */
public final class OldItems {
    /** Reads some of them, by two indexes that hold no other items. One condition for both would read all items. */
    public static final String SOME = ItemRowMapper.SELECT + " WHERE number IN ("
            + "SELECT number FROM (SELECT number FROM items INDEXED BY items_in_the_old_form"
            + " WHERE SUBSTR(properties, 1, 1) = '[' LIMIT 100)"
            + " UNION SELECT number FROM (SELECT number FROM items INDEXED BY items_without_conversation"
            + " WHERE conversation IS NULL LIMIT 100))";

    private OldItems() {}

    /** Stores all of them anew, some in each transaction: where the node ends meanwhile, its next start goes on. */
    public static Future<Void> convert(ItemStore store) {
        return WorkSequence.repeat(() -> store.write(OldItems::some).map(converted -> converted > 0));
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
