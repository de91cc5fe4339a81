package org.s2slab.node;

import org.s2slab.refusal.Refusal;

/**
 * When a node repeats deferred work at a partner, and how long the partner may still perform a request that got no
 * response. Both depend on the number of attempts, which a moved clock does not change.
 */
public final class RetrySchedule {
    /** Seconds until the first retry: a partner is rarely away for longer than a restart. */
    private static final long FIRST_PAUSE = 5;

    private static final int DOUBLINGS = 6;

    /** Seconds until the next attempt at most: about five minutes. */
    public static final long LONGEST_PAUSE = FIRST_PAUSE << DOUBLINGS;

    /** Attempts until nothing can come any more: 75 seconds. A moved clock shortens only the pause in which it is moved. */
    private static final int LAST_LOOK = 4;

    private RetrySchedule() {}

    /** Seconds until the next attempt, which double with each attempt. */
    public static long pause(int attempts) {
        return FIRST_PAUSE << Math.min(attempts, DOUBLINGS);
    }

    /** Whether a partner may still perform a request that got no response, after so many attempts to find its effect. */
    public static boolean mayStillCome(int attempts) {
        return attempts < LAST_LOOK;
    }

    /** The reason to look again; it can pass. */
    public static Refusal lookAgain(String partner) {
        return Refusal.unavailable(partner + " may still perform a request that got no response");
    }
}
