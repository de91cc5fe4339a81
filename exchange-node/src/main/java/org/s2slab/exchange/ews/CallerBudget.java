package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.s2slab.exchange.organization.OrganizationSettings;

/**
 * Throttles callers by the time that their operations take, in milliseconds. The throttling policy says how much a caller has at
 * first and at most, how much they get in an hour, and how far they may overdraw it.
 */
public final class CallerBudget {
    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final OrganizationSettings policy;
    private final Clock clock;
    private final Map<String, Balance> balances = new ConcurrentHashMap<>();

    /** What a caller had left at a moment. */
    private record Balance(double left, Instant at) {}

    public CallerBudget(OrganizationSettings policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** The same work, which fails with ErrorServerBusy for a caller who has overdrawn the budget. */
    public BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> before(
            BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> work) {
        return (request, operation) -> {
            String caller = request.caller().account();
            Instant begun = clock.instant();
            double missing = -policy.limit("EwsCutoffBalance") - left(caller, begun);
            if (missing > 0) {
                double wait = Math.ceil(missing * HOUR / policy.limit("EwsRechargeRate"));
                return Future.failedFuture(EwsFault.busy((long) Math.min(wait, HOUR)));
            }
            return work.apply(request, operation).onComplete(done -> charge(caller, begun));
        };
    }

    /** An operation costs a millisecond at least. */
    private void charge(String caller, Instant begun) {
        Instant now = clock.instant();
        long taken = Math.max(1, Duration.between(begun, now).toMillis());
        balances.put(caller, new Balance(left(caller, now) - taken, now));
    }

    private double left(String caller, Instant now) {
        double most = policy.limit("EwsMaxBurst");
        Balance last = balances.get(caller);
        return last == null
                ? most
                : Math.min(
                        most,
                        last.left()
                                + Duration.between(last.at(), now).toMillis() * policy.limit("EwsRechargeRate") / HOUR);
    }
}
