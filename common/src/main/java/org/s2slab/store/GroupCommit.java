package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;

/** Writes of stores that return Futures; goes with the last such store. See {@link Database#write}. */
public record GroupCommit(Database database) {
    /** One statement with its values. */
    public record Write(String sql, Tuple values) {}

    /** Succeeds when all these writes are on the disk, in one transaction; when it fails, none of them is. */
    public Future<Void> write(List<Write> writes) {
        return database.change(tx -> writes.forEach(write -> tx.execute(
                write.sql(),
                IntStream.range(0, write.values().size())
                        .mapToObj(write.values()::getValue)
                        .toArray())));
    }
}
