package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * Moves a contact list back from Exchange to Lync (Invoke-CsUcsRollback). Lync first stores a full copy, then removes
 * the entries in Exchange. A failure between the two leaves entries in Exchange, but no entry is lost.
 */
public record ContactRollback(UcsStore ucs, ExchangeContactList exchange, ContactListLock transfers, Clock clock) {
    /**
     * Moves the user's contact list back to Lync.
     *
     * @param force continue if Exchange cannot be reached; Lync then does not have the contacts in Exchange
     * @return what remains to be done or was lost, if anything
     */
    Future<Optional<String>> rollBack(String userId, boolean force, CallContext context) {
        return transfers.moving(
                userId,
                () -> ucs.of(userId).compose(state -> {
                    if (state.inExchange()) {
                        return takeBack(userId, force, context);
                    }
                    return ucs.handedOut(userId).compose(left -> {
                        if (left.isEmpty() || state.rolledBack() == null) {
                            return Future.failedFuture(Refusal.conflict("'" + userId
                                    + "' is not in the unified contact store: Lync holds the contact list, there is"
                                    + " nothing to roll back"));
                        }
                        return ucs.unfinished(userId)
                                .compose(earlier -> cleanUp(userId, left, context.linkedTo(earlier)))
                                .map(done ->
                                        Optional.of("The list was rolled back before; what was left of it in Exchange"
                                                + " has now been removed."));
                    });
                }));
    }

    private Future<Optional<String>> takeBack(String userId, boolean force, CallContext context) {
        return exchange.read(context)
                .map(ExchangeListSnapshot::asContactList)
                .compose(
                        list -> {
                            Set<String> left = ImListPlan.entries(list);
                            return ucs.takeBack(userId, list, left, clock.instant(), context.trace())
                                    .compose(taken -> cleanUp(userId, left, context))
                                    .map(done -> Optional.<String>empty())
                                    .recover(failure -> stillThere(userId, failure));
                        },
                        failure ->
                                force ? abandon(userId, failure, context) : Future.failedFuture(unreachable(failure)));
    }

    /** Completes with a warning if the cleanup in Exchange fails, because Lync already has the copy. */
    private Future<Optional<String>> stillThere(String userId, Throwable failure) {
        return ucs.of(userId)
                .compose(state -> state.inExchange()
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(
                                Optional.of("Lync holds the contact list again, but entries are left in Exchange: "
                                        + ContactMigration.reason(failure)
                                        + " Run Invoke-CsUcsRollback again to remove them.")));
    }

    private Future<Void> cleanUp(String userId, Set<String> left, CallContext context) {
        return exchange.read(context)
                .compose(found -> exchange.settle(ContactList.EMPTY, found, left, context))
                .compose(emptied -> exchange.migrationCompleted(false, context))
                .compose(done -> ucs.cleanedUp(userId));
    }

    private Future<Optional<String>> abandon(String userId, Throwable failure, CallContext context) {
        return ucs.takeBack(userId, ContactList.EMPTY, Set.of(), clock.instant(), context.trace())
                .map(done -> Optional.of("The user was rolled back by -Force although Exchange could not be asked ("
                        + ContactMigration.reason(failure)
                        + "): the contacts are lost to Lync. They still lie in the mailbox."));
    }

    private static Refusal unreachable(Throwable failure) {
        return Refusal.unavailable("The contacts cannot be read from Exchange, so nothing was rolled back: "
                        + ContactMigration.reason(failure)
                        + " -Force rolls the user back all the same and loses the contacts.")
                .because(failure);
    }
}
