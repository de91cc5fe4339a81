package org.s2slab.calendar;

import java.time.Clock;

/**
 * The policies of a node by its clock.
 *
 * @param mode with {@link PolicyMode#AS_DOCUMENTED} no change is ever in force
 * @param tenant the dates on which changes begin for the tenant of the deployment
 */
public record PolicyClock(PolicyMode mode, TenantDates tenant, Clock clock) {
    /** Whether a change is in force now. */
    public boolean isInForce(OnlineServiceChange change) {
        return isDated()
                && tenant.applied(change)
                        .filter(own -> own.isInForce(clock.instant()))
                        .isPresent();
    }

    /** Whether policies follow the clock, and a change is not in force. */
    public boolean isOutOfForce(OnlineServiceChange change) {
        return isDated() && !isInForce(change);
    }

    /** Whether policies follow the clock. */
    public boolean isDated() {
        return mode == PolicyMode.DATED;
    }
}
