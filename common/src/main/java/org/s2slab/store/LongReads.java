package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads that may take long, such as searches: one of a caller at a time, so that nobody has all connections that are kept for them. */
final class LongReads {
    private final Supplier<? extends SqlClient> readers;
    private final Map<String, Future<?>> last = new HashMap<>();

    LongReads(Supplier<? extends SqlClient> readers) {
        this.readers = readers;
    }

    /** Begins when what this caller asked for before is over, whatever became of it. */
    <T> Future<T> read(String caller, Function<SqlClient, Future<T>> work) {
        Future<T> mine;
        synchronized (this) {
            Future<?> before = last.getOrDefault(caller, Future.succeededFuture());
            mine = before.transform(done -> work.apply(readers.get()));
            last.put(caller, mine);
        }
        return mine.onComplete(done -> forget(caller, mine));
    }

    private synchronized void forget(String caller, Future<?> over) {
        last.remove(caller, over);
    }
}
