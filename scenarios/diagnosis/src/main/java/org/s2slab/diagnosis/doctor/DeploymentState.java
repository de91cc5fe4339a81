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
 * @param authz the address of the authorization server; null if the deployment does not have one
 * @param authzNow the authorization server's clock; null if the server does not respond
 * @param behaviors the product behaviors that are switched on, by node
 * @param tenants by id
 * @param user the user of the test calls, or null
 * @param named whether the administrator named the user
 * @param observed the stored state and latest calls of each responding node, by node name; empty if none was observed
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
    /** What cmdlets and documents say, with what was observed before. */
    DeploymentState observed(Map<String, ObservedNode> before) {
        return new DeploymentState(services, authz, authzNow, behaviors, tenants, user, named, Map.copyOf(before));
    }

    /** How far a node's clock is ahead of its machine's; empty where that was not observed. */
    Optional<Duration> ahead(String node) {
        return Optional.ofNullable(observed.get(node)).map(ObservedNode::ahead);
    }

    Optional<TenantState> tenant(@Nullable String id) {
        return Optional.ofNullable(id).map(tenants::get);
    }

    /** Whether a node runs so. */
    boolean does(TrustState node, ProductBehavior behavior) {
        return behaviors.getOrDefault(node.name(), List.of()).contains(behavior);
    }

    /** The time most nodes show: the middle one of their clocks. */
    Instant now() {
        List<Instant> clocks = Stream.concat(services.stream().map(TrustState::now), Stream.ofNullable(authzNow))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return clocks.isEmpty() ? Instant.EPOCH : clocks.get((clocks.size() - 1) / 2);
    }

    /** The number of nodes of a product. */
    long playing(String role) {
        return services.stream().filter(node -> node.is(role)).count();
    }

    /** The address of the authorization server's metadata document for a tenant. */
    String metadataOf(String tenant) {
        return "https://" + Objects.requireNonNull(authz).host() + ProductPaths.ofTenant(tenant);
    }
}
