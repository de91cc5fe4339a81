package org.s2slab.config;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that rises whenever anything trust depends on changes: partners, keys, realms, users. Whatever was decided
 * and kept under an earlier epoch is forgotten, so that a change takes effect with the next request (check N1, E6).
 */
public final class ConfigurationEpoch {
    private final AtomicLong value = new AtomicLong();

    public long current() {
        return value.get();
    }

    /** Something changed: everything kept so far is stale. */
    public void advance() {
        value.incrementAndGet();
    }
}
