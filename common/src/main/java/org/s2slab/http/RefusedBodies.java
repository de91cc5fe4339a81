package org.s2slab.http;

import java.util.HashMap;
import java.util.Map;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;

/** Counts the bytes of refused bodies that a port reads and throws away for each address, in the current minute. */
final class RefusedBodies {
    private final long most;
    private final Map<String, Long> taken = new HashMap<>();

    RefusedBodies(RequestLimits limits) {
        this.most = limits.of(RequestLimit.REFUSED_BODIES);
    }

    /** Takes bytes of the allowance of an address, if it has as many. */
    synchronized boolean take(String address, long bytes) {
        long sum = taken.getOrDefault(address, 0L) + bytes;
        if (sum > most) {
            return false;
        }
        taken.put(address, sum);
        return true;
    }

    /** Gives back bytes that did not come. The count of the current minute falls even if an earlier minute took them. */
    synchronized void giveBack(String address, long bytes) {
        taken.computeIfPresent(address, (same, sum) -> sum > bytes ? sum - bytes : null);
    }

    /** Begins another minute. */
    synchronized void renew() {
        taken.clear();
    }
}
