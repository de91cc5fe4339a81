package org.s2slab.store;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * Lets work on the same key run one after another, in this instance and in all instances that share the database. The
 * work must read its data from the database, because another instance may have changed it.
 *
 * <p>If the connection that holds the locks is lost, the server frees them while the work goes on. So the work must be
 * harmless if two instances do it at the same time, for instance because of unique keys and versions.
 */
public final class KeyedLock {
    /** Maximum number of attempts to take a lock that another instance has: about a minute, as long as a request may last. */
    private static final int ATTEMPTS = 3_000;

    private final String name;
    private final @Nullable AdvisoryLocks shared;
    private final Map<String, Future<?>> last = new ConcurrentHashMap<>();

    /** @param shared the locks against other instances, or null without others */
    KeyedLock(String name, @Nullable AdvisoryLocks shared) {
        this.name = name;
        this.shared = shared;
    }

    /** A lock against work of this instance only. */
    public static KeyedLock ofThisInstance(String name) {
        return new KeyedLock(name, null);
    }

    /** Runs work after all earlier work on the key. Fails with UNAVAILABLE if another instance does not finish. */
    public <T> Future<T> inTurn(String key, Supplier<Future<T>> work) {
        return queue(
                key,
                () -> taken(key, ATTEMPTS).compose(taken -> {
                    if (!taken) {
                        throw Refusal.unavailable("another server of the pool works on " + name + " '" + key
                                + "' and does not finish; try again later");
                    }
                    return work.get().eventually(() -> free(key));
                }));
    }

    /** Runs work if nobody works on the key at present; otherwise does nothing and returns an empty result. */
    public <T> Future<Optional<T>> ifFree(String key, Supplier<Future<T>> work) {
        return last.containsKey(key)
                ? Future.succeededFuture(Optional.empty())
                : queue(
                        key,
                        () -> taken(key, 1)
                                .compose(taken -> taken
                                        ? Future.succeededFuture()
                                                .compose(begun -> work.get())
                                                .map(Optional::ofNullable)
                                                .eventually(() -> free(key))
                                        : Future.succeededFuture(Optional.<T>empty())));
    }

    /** Whether this or another instance works on the key. */
    public Future<Boolean> isHeld(String key) {
        boolean here = last.containsKey(key);
        return here || shared == null ? Future.succeededFuture(here) : shared.isTaken(named(key));
    }

    private <T> Future<T> queue(String key, Supplier<Future<T>> work) {
        Future<?> before = last.getOrDefault(key, Future.succeededFuture());
        Future<T> mine = before.transform(done -> work.get());
        last.put(key, mine);
        return mine.onComplete(done -> last.remove(key, mine));
    }

    private Future<Boolean> taken(String key, int attempts) {
        return shared == null
                ? Future.succeededFuture(true)
                : shared.take(named(key))
                        .compose(taken -> taken || attempts == 1
                                ? Future.succeededFuture(taken)
                                : shared.pause().compose(passed -> taken(key, attempts - 1)));
    }

    private Future<?> free(String key) {
        return shared == null ? Future.succeededFuture() : shared.free(named(key));
    }

    private String named(String key) {
        return name + " " + key;
    }
}
