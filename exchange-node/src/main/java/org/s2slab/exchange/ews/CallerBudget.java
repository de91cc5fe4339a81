package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.management.AdjustableClock;

/**
 * Throttles callers by the time that their operations take, in milliseconds of the machine's clock. The throttling policy says how
 * much a caller has at first and at most, how much they get in an hour of the node's clock, and how far they may overdraw it.
 */
public final class CallerBudget {
    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final OrganizationSettings policy;
    private final Clock clock;
    private final Clock machine;
    private final Map<String, Balance> balances = new ConcurrentHashMap<>();

    /** What a caller had left at a time of the node's clock. */
    private record Balance(double left, long at) {}

    public CallerBudget(OrganizationSettings policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        machine = AdjustableClock.machine(clock);
    }

    /** The same work, which fails with ErrorServerBusy for a caller who has overdrawn the budget. */
    public BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> before(
            BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> work) {
        return (request, operation) -> {
            if (!policy.isThrottled()) {
                return work.apply(request, operation);
            }
            String caller = request.caller().account();
            double missing = -policy.limit("EwsCutoffBalance") - charge(caller, 0);
            if (missing > 0) {
                double wait = Math.ceil(missing * HOUR / policy.limit("EwsRechargeRate"));
                return Future.failedFuture(EwsFault.busy((long) Math.min(wait, HOUR)));
            }
            long begun = machine.millis();
            // An operation costs a millisecond at least.
            return work.apply(request, operation)
                    .onComplete(done -> charge(caller, Math.max(1, machine.millis() - begun)));
        };
    }

    /** Takes a cost from what a caller has; gives back what is left. A clock that was moved back takes nothing. */
    private double charge(String caller, long cost) {
        long now = clock.millis();
        double most = policy.limit("EwsMaxBurst");
        double rate = policy.limit("EwsRechargeRate");
        return balances.compute(caller, (key, last) -> {
                    double left = last == null ? most : last.left() + Math.max(0, now - last.at()) * rate / HOUR;
                    return new Balance(Math.min(most, left) - cost, now);
                })
                .left();
    }
}
