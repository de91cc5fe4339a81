package org.s2slab.node;

import org.s2slab.refusal.Refusal;

/**
 * Decides when a node retries deferred work at a partner, and how long the partner may still perform a request without
 * response. Both depend on the number of attempts, because a clock can be moved.
 */
public final class RetrySchedule {
    /** The time in seconds until the first retry. A partner is rarely unavailable for longer than a restart. */
    private static final long FIRST_PAUSE = 5;

    private static final int DOUBLINGS = 6;

    /** Maximum time in seconds until the next attempt: about five minutes. */
    public static final long LONGEST_PAUSE = FIRST_PAUSE << DOUBLINGS;

    /** Attempts until a lost request has no effect any more: 75 seconds. A moved clock shortens one pause only. */
    private static final int LAST_LOOK = 4;

    private RetrySchedule() {}

    /** The time in seconds until the next attempt; each failed attempt doubles them. */
    public static long pause(int attempts) {
        return FIRST_PAUSE << Math.min(attempts, DOUBLINGS);
    }

    /** Whether a partner may still perform a request without response, after so many attempts. */
    public static boolean mayStillCome(int attempts) {
        return attempts < LAST_LOOK;
    }

    /** The temporary refusal (UNAVAILABLE) of work that waits because the partner may still perform a request. */
    public static Refusal lookAgain(String partner) {
        return Refusal.unavailable(partner + " may still perform a request that got no response");
    }
}
