package org.s2slab.config;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that rises at each change of trust configuration: partners, keys, realms, users. Decisions that were cached
 * under an earlier epoch are discarded, so a change takes effect with the next request (check N1, E6).
 */
public final class ConfigurationEpoch {
    private final AtomicLong value = new AtomicLong();

    public long current() {
        return value.get();
    }

    /** Starts a new epoch after a change: everything cached so far is stale. */
    public void advance() {
        value.incrementAndGet();
    }
}
