package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.InstanceGroup;
import org.s2slab.store.KeyedLock;

/**
 * Runs the operations on one user's contact list one after another, also on several servers. During a migration or
 * rollback of the list, it refuses changes.
 */
public final class ContactListLock {
    private final KeyedLock moves;
    private final KeyedLock turns;

    ContactListLock(InstanceGroup instances) {
        moves = instances.lock("the move of the contact list");
        turns = instances.lock("the contact list");
    }

    /** Whether a server moves a user's list. */
    Future<Boolean> isRunning(String userId) {
        return moves.isHeld(userId);
    }

    /**
     * Moves a user's list after earlier changes; fails with CONFLICT if it is already being moved.
     *
     * @param transfer returns a value
     */
    <T> Future<T> moving(String userId, Supplier<Future<T>> transfer) {
        return moves.ifFree(userId, () -> turns.inTurn(userId, transfer))
                .map(moved -> moved.orElseThrow(ContactListLock::refusal));
    }

    /** Changes a user's list after earlier changes; fails with CONFLICT if it is being moved. */
    <T> Future<T> changing(String userId, Supplier<Future<T>> change) {
        return isRunning(userId)
                .compose(running -> running ? Future.failedFuture(refusal()) : turns.inTurn(userId, change));
    }

    /** The refusal of a change while the list is being moved ("MigrationInProgress" of UCWA). */
    private static Refusal refusal() {
        return Refusal.conflict(
                "MigrationInProgress: the contact list is being moved and can only be read until that has ended");
    }
}
