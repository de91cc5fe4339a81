package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The users whose list is on its way to Exchange or back at this moment: nobody changes it meanwhile. */
public final class Transfers {
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    boolean isRunning(String userId) {
        return running.contains(userId);
    }

    /** Does something with a user's list that nothing else may overlap; fails with CONFLICT when something does. */
    <T> Future<T> alone(String userId, Supplier<Future<T>> transfer) {
        if (!running.add(userId)) {
            return Future.failedFuture(refusal());
        }
        return transfer.get().onComplete(done -> running.remove(userId));
    }

    /** What a person reads who changes a list under way ("MigrationInProgress" of UCWA). */
    static Refusal refusal() {
        return new Refusal(
                RefusalCode.CONFLICT,
                "MigrationInProgress: the contact list is being moved and can only be read until that has ended");
    }
}
