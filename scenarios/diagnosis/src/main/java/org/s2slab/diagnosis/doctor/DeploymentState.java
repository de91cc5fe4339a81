package org.s2slab.diagnosis.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.TenantState;
import org.s2slab.engine.product.TrustState;

/**
 * The state of a deployment at the start of an examination.
 *
 * @param services the nodes that call each other
 * @param authz the address of the authorization server; null if the deployment has no authorization server
 * @param authzNow the authorization server's clock; null if the server does not respond
 * @param behaviors the deliberate differences of the lab that each node has switched off
 * @param tenants the tenants by id
 * @param user the user of the test calls, or null
 * @param named whether the administrator named the user
 * @param observed the stored state and latest calls of each responding node, by node name; empty without an observation
 */
record DeploymentState(
        List<TrustState> services,
        @Nullable NodeAddress authz,
        @Nullable Instant authzNow,
        Map<String, List<ProductBehavior>> behaviors,
        Map<String, TenantState> tenants,
        @Nullable String user,
        boolean named,
        Map<String, ObservedNode> observed) {
    /** A copy with the earlier observations of the nodes. */
    DeploymentState observed(Map<String, ObservedNode> before) {
        return new DeploymentState(services, authz, authzNow, behaviors, tenants, user, named, Map.copyOf(before));
    }

    /** The time by which a node's clock is ahead of its machine's clock; empty if not observed. */
    Optional<Duration> ahead(String node) {
        return Optional.ofNullable(observed.get(node)).map(ObservedNode::ahead);
    }

    /**
     * The server that stands for all servers with the same configuration: the first that answers, if possible one that
     * has the private key of the signing certificate. Its administrator changes the configuration for all of them.
     */
    TrustState standsFor(TrustState server) {
        List<TrustState> alike = services.stream()
                .filter(other ->
                        other.address().configuration().equals(server.address().configuration()) && other.answers())
                .toList();
        return alike.stream()
                .filter(other -> other.keys().current() != null)
                .findFirst()
                .or(() -> alike.stream().findFirst())
                .orElse(server);
    }

    /** One server of each configuration. */
    List<TrustState> distinct() {
        return services.stream().map(this::standsFor).distinct().toList();
    }

    Optional<TenantState> tenant(@Nullable String id) {
        return Optional.ofNullable(id).map(tenants::get);
    }

    /** Whether a node has switched on a product behavior. */
    boolean does(TrustState node, ProductBehavior behavior) {
        return behaviors.getOrDefault(node.name(), List.of()).contains(behavior);
    }

    /** The time of most nodes: the median of their clocks. */
    Instant now() {
        List<Instant> clocks = Stream.concat(services.stream().map(TrustState::now), Stream.ofNullable(authzNow))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return clocks.isEmpty() ? Instant.EPOCH : clocks.get((clocks.size() - 1) / 2);
    }

    /** The number of configurations of the nodes with a role: servers over one database have one. */
    long playing(String role) {
        return distinct().stream().filter(node -> node.is(role)).count();
    }

    /** The URL of the authorization server's metadata document for a tenant. */
    String metadataOf(String tenant) {
        return "https://" + Objects.requireNonNull(authz).host() + ProductPaths.ofTenant(tenant);
    }
}
