package org.s2slab.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;

/** Counts the bytes of refused bodies that a port reads and throws away for each address, in the current minute. */
final class RefusedBodies {
    private final long most;
    private Map<String, Long> minute = new HashMap<>();

    /**
     * Bytes that were taken of the allowance of an address.
     *
     * @param minute the counts of the minute that they were taken in
     */
    record Taken(Map<String, Long> minute, String address, long bytes) {}

    RefusedBodies(RequestLimits limits) {
        this.most = limits.of(RequestLimit.REFUSED_BODIES);
    }

    /** Takes bytes of the allowance of an address; empty if it does not have as many. */
    synchronized Optional<Taken> take(String address, long bytes) {
        long sum = minute.getOrDefault(address, 0L) + bytes;
        if (sum > most) {
            return Optional.empty();
        }
        minute.put(address, sum);
        return Optional.of(new Taken(minute, address, bytes));
    }

    /** Gives back what did not come. This changes the count of the minute that it was taken in, and of no later one. */
    synchronized void giveBack(Taken taken, long came) {
        long rest = Math.max(0, taken.bytes() - came);
        taken.minute().computeIfPresent(taken.address(), (same, sum) -> sum > rest ? sum - rest : null);
    }

    /** Begins another minute. */
    synchronized void renew() {
        minute = new HashMap<>();
    }
}
