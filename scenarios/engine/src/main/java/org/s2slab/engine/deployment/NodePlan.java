package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One node of a topology.
 *
 * @param name the node's name in scenarios and journals
 * @param role lync, exchange, sharepoint or authz
 * @param online whether the node simulates the online product of the deployment's tenant
 * @param hosts the host names, the principal name first
 * @param groups the forest and the pool of the node
 * @param certificates the prepared content of the certificate store, by the names in scenarios
 * @param behaviors the deliberate differences of the lab that this node has switched off
 * @param limits the maximum requests of one caller
 * @param settings further settings in the configuration file of the node's role
 * @param telemetry the address of the collector that receives the spans of the node, or null
 */
public record NodePlan(
        String name,
        String role,
        boolean online,
        List<String> hosts,
        Groups groups,
        Map<String, PlannedCertificate> certificates,
        List<ProductBehavior> behaviors,
        RequestLimits limits,
        JsonObject settings,
        @Nullable String telemetry) {
    /**
     * The groups to which a node belongs.
     *
     * @param forest the Active Directory forest of the node's machine; nodes of one forest share a directory
     * @param pool the pool of a server, or null for a node without other servers
     */
    public record Groups(String forest, @Nullable PoolPlan pool) {}

    public NodePlan {
        hosts = List.copyOf(hosts);
        certificates = Map.copyOf(certificates);
        behaviors = List.copyOf(behaviors);
        ProductBehavior.requireFor(role, behaviors);
    }

    /** The application id of the node's product. */
    public String applicationId() {
        return applicationOf(role);
    }

    /** The application id of the product with this role. */
    static String applicationOf(String role) {
        return switch (role) {
            case "lync" -> WellKnownPrincipals.LYNC;
            case "exchange" -> WellKnownPrincipals.EXCHANGE;
            case "sharepoint" -> WellKnownPrincipals.SHAREPOINT;
            case "authz" -> WellKnownPrincipals.AUTHORIZATION_SERVER;
            default -> throw new IllegalStateException("role '" + role + "' has no principal");
        };
    }

    /** A copy with these certificates in its store. */
    public NodePlan holding(Map<String, PlannedCertificate> others) {
        return new NodePlan(name, role, online, hosts, groups, others, behaviors, limits, settings, telemetry);
    }

    /** A copy that is a server of a pool, with a name and a host of its own. */
    public NodePlan in(PoolPlan pool, String server, String host) {
        List<String> all = new ArrayList<>(pool.hosts());
        all.add(host);
        Groups of = new Groups(forest(), pool);
        return new NodePlan(server, role, online, all, of, certificates, behaviors, limits, settings, telemetry);
    }

    /** A copy that sends its spans to a collector of OpenTelemetry, or, with null, to none. */
    NodePlan sendingTo(@Nullable String endpoint) {
        return new NodePlan(name, role, online, hosts, groups, certificates, behaviors, limits, settings, endpoint);
    }

    public String forest() {
        return groups.forest();
    }

    /** The pool, or null for a node without other servers. */
    public @Nullable PoolPlan pool() {
        return groups.pool();
    }

    /** The name of the pool, or of the node itself if it has no pool. */
    public String poolName() {
        PoolPlan pool = pool();
        return pool == null ? name : pool.name();
    }

    /** Whether this is the name of the node or of its pool. */
    public boolean isNamed(String nodeOrPool) {
        return name.equals(nodeOrPool) || poolName().equals(nodeOrPool);
    }

    /** The name for people: {@code berlin-1 (pool-berlin)} for a server of a pool. */
    public String label() {
        return Pools.label(name, pool() == null ? null : poolName());
    }

    /** The name of the owner of one of the node's hosts: the pool, or this node alone. */
    public String ownerOf(String host) {
        PoolPlan pool = pool();
        return pool != null && pool.hosts().contains(host) ? pool.name() : name;
    }

    /** The name of the PostgreSQL database that this server shares; empty for a node with a file of its own. */
    public Optional<String> database() {
        return Optional.ofNullable(pool()).map(own -> own.database(role, online));
    }

    /** The owner of the configuration of this server: the database that it shares with others, or the server itself. */
    public String configuration() {
        return database().map(shared -> "database " + shared).orElse(name);
    }

    /** The first host that is not one of the whole pool. */
    public String ownHost() {
        PoolPlan pool = pool();
        return hosts.get(pool == null ? 0 : pool.hosts().size());
    }

    /** The host name in the node's URLs. In a pool, it is the name of the pool. */
    public String host() {
        return hosts.get(0);
    }
}
