package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/**
 * Migrates a contact list to Exchange. Lync's list stays authoritative until Exchange has confirmed every entry and the
 * end of the migration. Until then an attempt may fail at any point, and the next attempt continues it. Distribution
 * groups that Exchange does not have are left out.
 */
public record ContactMigration(
        ContactListStore lists, UcsStore ucs, ExchangeContactList exchange, ContactListLock transfers, Clock clock) {
    /** Migrates the list and returns it as in Exchange. After a failure, which is stored, it stays in Lync. If another server
     * has moved it in the meantime, only reads it. */
    Future<ContactList> moveToExchange(String userId, CallContext context) {
        return transfers.moving(
                userId,
                () -> ucs.of(userId)
                        .compose(state -> state.inExchange()
                                ? exchange.read(context).map(ExchangeListSnapshot::asContactList)
                                : attempt(userId, context)));
    }

    private Future<ContactList> attempt(String userId, CallContext context) {
        return ucs.unfinished(userId)
                .compose(earlier -> ucs.attemptBegins(userId, clock.instant(), context.trace())
                        .compose(begun -> move(userId, context.linkedTo(earlier))))
                .recover(failure ->
                        ucs.attemptFailed(userId, reason(failure)).compose(noted -> Future.failedFuture(failure)));
    }

    private Future<ContactList> move(String userId, CallContext context) {
        Set<ImListChange> refused = new LinkedHashSet<>();
        return lists.of(userId)
                .compose(list -> exchange.read(context)
                        .compose(found -> handOut(userId, list, found)
                                .compose(ours -> exchange.migrate(list, found, ours, context, refused)))
                        .compose(confirmed -> exchange.migrationCompleted(true, context)
                                .compose(completed ->
                                        ucs.handOver(userId, list, confirmed, leftOut(refused), clock.instant()))
                                .map(confirmed)));
    }

    private static @Nullable String leftOut(Set<ImListChange> refused) {
        return refused.isEmpty()
                ? null
                : refused.stream()
                        .map(change ->
                                change.operation().childText("SmtpAddress").orElseThrow())
                        .collect(Collectors.joining(
                                ", ", "Left out, because Exchange does not have these distribution groups: ", ""));
    }

    /** Stores the entries that Lync is about to add in Exchange. Entries that existed before belong to the mailbox. */
    private Future<Set<String>> handOut(String userId, ContactList list, ExchangeListSnapshot found) {
        return ucs.handedOut(userId).compose(earlier -> {
            Set<String> ours = new HashSet<>(ImListPlan.entries(list));
            ours.removeAll(ImListPlan.entries(found.asContactList()));
            ours.addAll(earlier);
            return ucs.handOut(userId, ours).map(ours);
        });
    }

    static String reason(Throwable failure) {
        return failure instanceof Refusal refusal ? refusal.detail() : String.valueOf(failure.getMessage());
    }
}
