package org.s2slab.trust;

import io.vertx.core.dns.AddressResolverOptions;

/** Resolves the DNS names of a hosts file so soon again that a node finds a partner whose container was replaced. */
public final class NameResolution {
    /** Seconds for which a resolved name is cached, whatever its name server says. */
    private static final int LONGEST_CACHED = 2;

    /** Time between two readings of the system's own hosts file. Vert.x 5.0 takes it in nanoseconds. */
    private static final int HOSTS_REFRESH = 1_000_000_000;

    private NameResolution() {}

    /** The options of the Vert.x instance of a node's process. */
    public static AddressResolverOptions options() {
        return new AddressResolverOptions()
                .setCacheMaxTimeToLive(LONGEST_CACHED)
                .setHostsRefreshPeriod(HOSTS_REFRESH);
    }
}
