package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.policy.UserServicesPolicy;
import org.s2slab.lync.policy.UserServicesPolicyStore;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.InternalFailures;

/**
 * Signs a person in to Lync, and migrates their contacts to Exchange if policy, time and Exchange allow it.
 *
 * @param exchangeKnown whether an administrator has configured Exchange
 */
public record SignInService(
        UserServicesPolicyStore policies,
        UcsStore ucs,
        ContactMigration migration,
        ContactListService lists,
        ContactListLock transfers,
        BooleanSupplier exchangeKnown,
        InternalFailures failures,
        Clock clock) {
    /**
     * The result of a sign-in.
     *
     * @param migration the result of the migration, or null if the contacts were already in Exchange
     */
    record Session(ContactListView contacts, @Nullable MigrationReport migration) {}

    /** Signs a user in. The sign-in succeeds even if Exchange fails. */
    Future<Session> of(LyncUser user, CallContext context) {
        return ucs.of(user.id())
                .compose(state -> state.inExchange()
                        ? Future.succeededFuture(Optional.<MigrationReport>empty())
                        : migrate(user, state, context).map(Optional::of))
                .compose(report -> lists.read(user.id(), context).map(view -> new Session(view, report.orElse(null))));
    }

    private Future<MigrationReport> migrate(LyncUser user, UcsState state, CallContext context) {
        return policies.effectiveFor(user.id())
                .compose(policy -> noteAllowed(state, policy).compose(since -> {
                    MigrationReport obstacle = obstacle(state, policy, since);
                    if (obstacle != null) {
                        return Future.succeededFuture(obstacle);
                    }
                    return transfers
                            .isRunning(user.id())
                            .compose(running -> running
                                    ? Future.succeededFuture(
                                            new MigrationReport("running", "another sign-in has begun the migration"))
                                    : move(user, context));
                }));
    }

    private Future<MigrationReport> move(LyncUser user, CallContext context) {
        return migration
                .moveToExchange(user.id(), context)
                .map(MigrationReport.COMPLETED)
                .otherwise(failure -> {
                    failures.note("moving contacts", context.trace().traceId(), failure);
                    return new MigrationReport("failed", ContactMigration.reason(failure));
                });
    }

    /** The start of the delay: the first sign-in while the policy allowed the migration without interruption. */
    private Future<Instant> noteAllowed(UcsState state, UserServicesPolicy policy) {
        Instant now = clock.instant();
        Instant since = policy.ucsAllowed() ? (state.allowedSince() == null ? now : state.allowedSince()) : null;
        boolean known = since == null ? state.allowedSince() == null : since.equals(state.allowedSince());
        Future<Void> written = known ? Future.succeededFuture() : ucs.allowedSince(state.userId(), since);
        return written.map(since == null ? now : since);
    }

    private @Nullable MigrationReport obstacle(UcsState state, UserServicesPolicy policy, Instant since) {
        Instant now = clock.instant();
        if (!policy.ucsAllowed()) {
            return new MigrationReport(
                    "not-allowed", "UcsAllowed is False in the user services policy " + policy.identity());
        }
        if (!exchangeKnown.getAsBoolean()) {
            return new MigrationReport("not-configured", "ExchangeAutodiscoverUrl is not set: Lync works alone");
        }
        Instant rest = state.restsUntil();
        if (rest != null && now.isBefore(rest)) {
            return new MigrationReport(
                    "not-allowed",
                    "rolled back at " + state.rolledBack() + ": not migrated again before " + rest + " (seven days)");
        }
        Instant due = since.plus(Duration.ofDays(policy.migrationDelayInDays()));
        if (now.isBefore(due)) {
            return new MigrationReport(
                    "delayed", "MigrationDelayInDays is " + policy.migrationDelayInDays() + ": not before " + due);
        }
        return null;
    }
}
