package org.s2slab.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;

/** Counts the bytes of refused bodies that a port reads and discards for each address, in the current minute. */
final class RefusedBodyCounter {
    private final long most;
    private Map<String, Long> minute = new HashMap<>();

    /**
     * Bytes that were reserved from the allowance of an address.
     *
     * @param minute the counts of the minute in which they were reserved
     */
    record Taken(Map<String, Long> minute, String address, long bytes) {}

    RefusedBodyCounter(RequestLimits limits) {
        this.most = limits.of(RequestLimit.REFUSED_BODIES);
    }

    /** Reserves bytes from the allowance of an address; empty if the rest of the allowance is smaller. */
    synchronized Optional<Taken> take(String address, long bytes) {
        long sum = minute.getOrDefault(address, 0L) + bytes;
        if (sum > most) {
            return Optional.empty();
        }
        minute.put(address, sum);
        return Optional.of(new Taken(minute, address, bytes));
    }

    /** Releases reserved bytes that were not received. This changes only the minute in which they were reserved. */
    synchronized void giveBack(Taken taken, long came) {
        long rest = Math.max(0, taken.bytes() - came);
        taken.minute().computeIfPresent(taken.address(), (same, sum) -> sum > rest ? sum - rest : null);
    }

    /** Begins a new minute. */
    synchronized void renew() {
        minute = new HashMap<>();
    }
}
