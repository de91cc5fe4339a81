package org.s2slab.engine.reading;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.ProductRole;

/**
 * A server of the deployment with the names that explanations use.
 *
 * @param pool the server's pool, or null
 * @param realm the server's realm in the topology, or null if the topology is unknown or has no tenant
 */
record NamedServer(
        String name,
        String role,
        boolean online,
        List<String> hosts,
        @Nullable String pool,
        @Nullable String realm) {
    static NamedServer of(NodePlan node, Topology plan) {
        boolean isOfTenant = node.online() || node.role().equals("authz");
        @Nullable String realm = isOfTenant && plan.tenants().isEmpty() ? null : plan.realmOf(node);
        return new NamedServer(node.name(), node.role(), node.online(), node.hosts(), poolOf(node.pool()), realm);
    }

    static NamedServer of(NodeAddress node) {
        return new NamedServer(node.name(), node.role(), node.online(), node.hosts(), poolOf(node.pool()), null);
    }

    private static @Nullable String poolOf(@Nullable PoolPlan pool) {
        return pool == null ? null : pool.name();
    }

    boolean isMeantBy(String word) {
        return name.equals(word) || hosts.contains(word) || word.equals(pool);
    }

    /** The name of the product, and "Online" for an online server. */
    String title() {
        return ProductRole.title(role, online);
    }

    /** The name of the server with that of its pool; or the name of the pool, if a word means all its servers. */
    String label(boolean isPool) {
        return isPool && pool != null ? pool : Pools.label(name, pool);
    }

    String application() {
        return ProductRole.of(role).application();
    }

    /** The URL of the server's metadata document; empty for an authorization server, which has one per tenant. */
    Optional<String> metadata() {
        return ProductPaths.of(role).map(ProductPaths::metadata).map(path -> "https://" + hosts.get(0) + path);
    }
}
