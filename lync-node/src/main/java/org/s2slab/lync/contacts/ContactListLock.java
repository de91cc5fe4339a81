package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.s2slab.refusal.Refusal;

/**
 * Runs the operations on one user's contact list one after another. During a migration or rollback of the list, it
 * refuses changes.
 */
public final class ContactListLock {
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Future<?>> last = new ConcurrentHashMap<>();

    boolean isRunning(String userId) {
        return running.contains(userId);
    }

    /** Moves a user's list after earlier changes; fails with CONFLICT if it is already being moved. */
    <T> Future<T> moving(String userId, Supplier<Future<T>> transfer) {
        if (!running.add(userId)) {
            return Future.failedFuture(refusal());
        }
        return inTurn(userId, transfer).onComplete(done -> running.remove(userId));
    }

    /** Changes a user's list after earlier changes; fails with CONFLICT if it is being moved. */
    <T> Future<T> changing(String userId, Supplier<Future<T>> change) {
        return isRunning(userId) ? Future.failedFuture(refusal()) : inTurn(userId, change);
    }

    private <T> Future<T> inTurn(String userId, Supplier<Future<T>> action) {
        Future<?> before = last.getOrDefault(userId, Future.succeededFuture());
        Future<T> mine = before.transform(done -> action.get());
        last.put(userId, mine);
        return mine.onComplete(done -> last.remove(userId, mine));
    }

    /** The refusal of a change while the list is being moved ("MigrationInProgress" of UCWA). */
    private static Refusal refusal() {
        return Refusal.conflict(
                "MigrationInProgress: the contact list is being moved and can only be read until that has ended");
    }
}
