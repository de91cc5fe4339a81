package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.s2slab.trace.Ids;

/** The attachments of items. */
public final class AttachmentStore {
    private AttachmentStore() {}

    /** Gives one item copies of all attachments of another. */
    static Future<Void> copy(SqlConnection connection, Item from, Item to, Ids ids) {
        return connection
                .preparedQuery("SELECT id FROM attachments WHERE item = ?")
                .execute(Tuple.of(from.number()))
                .compose(rows -> {
                    Future<Void> done = Future.succeededFuture();
                    for (var row : rows) {
                        done = done.compose(before -> connection
                                .preparedQuery(
                                        "INSERT INTO attachments (id, item, position, name, content_type, content_id,"
                                                + " inline, modified, hash, size, content, attached_item)"
                                                + " SELECT ?, ?, position, name, content_type, content_id, inline, modified, hash,"
                                                + " size, content, attached_item FROM attachments WHERE id = ?")
                                .execute(Tuple.of(ids.uuid(), to.number(), row.getString(0)))
                                .mapEmpty());
                    }
                    return done;
                });
    }
}
