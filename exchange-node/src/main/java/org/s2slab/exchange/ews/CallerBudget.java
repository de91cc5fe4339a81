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
 * Throttles callers by the duration of their operations in milliseconds of the machine's clock. The throttling policy
 * sets the initial and maximum balance, the recharge per hour of the node's clock, and the limit of a negative balance.
 */
public final class CallerBudget {
    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final OrganizationSettings policy;
    private final Clock clock;
    private final Clock machine;
    private final Map<String, Balance> balances = new ConcurrentHashMap<>();

    /** The balance of a caller at a time of the node's clock. */
    private record Balance(double left, long at) {}

    public CallerBudget(OrganizationSettings policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        machine = AdjustableClock.machine(clock);
    }

    /**
     * Refuses the request of a caller whose negative balance exceeds the limit.
     *
     * @return the start time of the operation, for {@link #charge}
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

    /** Deducts the duration of a finished operation from the caller's balance, at least one millisecond. */
    void charge(Caller caller, long begun) {
        if (policy.isThrottled()) {
            take(caller.account(), Math.max(1, machine.millis() - begun));
        }
    }

    /** Recharges a caller's balance, deducts a cost, and returns the balance. A clock set back recharges nothing. */
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
