package org.s2slab.exchange.ews;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.identity.Caller;
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

    /**
     * Refuses the request of a caller who has overdrawn the budget.
     *
     * @return when the operation begins, for {@link #charge}
     * @throws EwsFault ErrorServerBusy
     */
    long require(Caller caller) {
        double missing = policy.isThrottled() ? -policy.limit("EwsCutoffBalance") - take(caller.account(), 0) : 0;
        if (missing > 0) {
            double wait = Math.ceil(missing * HOUR / policy.limit("EwsRechargeRate"));
            throw EwsFault.busy((long) Math.min(wait, HOUR));
        }
        return machine.millis();
    }

    /** Takes the time of an operation that has ended from what its caller has: a millisecond at least. */
    void charge(Caller caller, long begun) {
        if (policy.isThrottled()) {
            take(caller.account(), Math.max(1, machine.millis() - begun));
        }
    }

    /** Takes a cost from what a caller has; gives back what is left. A clock that was moved back takes nothing. */
    private double take(String caller, long cost) {
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
