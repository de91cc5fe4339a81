package org.s2slab.calendar;

import java.time.Clock;

/**
 * The policies of a node by its clock.
 *
 * @param mode with {@link PolicyMode#AS_DOCUMENTED} no change is ever in force
 */
public record PolicyClock(PolicyMode mode, Clock clock) {
    /** Whether a change is in force now. */
    public boolean isInForce(PolicyChange change) {
        return isDated() && change.isInForce(clock.instant());
    }

    /** Whether policies follow the clock. */
    public boolean isDated() {
        return mode == PolicyMode.DATED;
    }
}
