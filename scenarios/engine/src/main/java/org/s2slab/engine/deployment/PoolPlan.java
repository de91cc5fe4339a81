package org.s2slab.engine.deployment;

import java.util.List;

/**
 * A pool: servers of one role with common host names, over one database.
 *
 * @param name the pool's name in scenarios
 * @param hosts the host names that every server of the pool has, beside its own
 * @param organization pools of one role and one organization have one database
 */
public record PoolPlan(String name, List<String> hosts, String organization) {
    /** The organization of pools without the key. */
    public static final String OWN = "own";

    public PoolPlan {
        hosts = List.copyOf(hosts);
    }

    /** The name of the PostgreSQL database that the pool shares with the other pools of its role and organization. */
    public String database(String role, boolean online) {
        return (online ? "online-" : "") + role + "-" + organization;
    }
}
