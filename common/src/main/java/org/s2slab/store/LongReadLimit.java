package org.s2slab.store;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Limits long reads, such as searches, to one per caller at a time, so that no caller uses all their connections. */
final class LongReadLimit {
    /** Maximum number of concurrent long reads, so that two callers can read at the same time. */
    static final int CONNECTIONS = 2;

    private final Map<String, Future<?>> last = new HashMap<>();

    /** Starts a read when the caller's earlier read has ended, in success or failure. */
    <T> Future<T> read(String caller, Supplier<Future<T>> work) {
        Future<T> mine;
        synchronized (this) {
            Future<?> before = last.getOrDefault(caller, Future.succeededFuture());
            mine = before.transform(done -> work.get());
            last.put(caller, mine);
        }
        return mine.onComplete(done -> forget(caller, mine));
    }

    private synchronized void forget(String caller, Future<?> over) {
        last.remove(caller, over);
    }
}
