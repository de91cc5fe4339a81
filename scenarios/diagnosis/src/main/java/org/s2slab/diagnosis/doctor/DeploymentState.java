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
 * All that is known of a deployment when the examination begins.
 *
 * @param services the nodes that call each other
 * @param authz where the authorization server is, or null where the deployment has none
 * @param authzNow its clock; null where it does not answer
 * @param behaviors in what each of them runs as the product does, by node
 * @param tenants by id
 * @param user for whom calls are tried, or null
 * @param named whether the administrator named that user
 * @param observed what each node that answers keeps and does, by its name; empty where nothing was observed
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

    /** How many nodes play a product. */
    long playing(String role) {
        return services.stream().filter(node -> node.is(role)).count();
    }

    /** Where the authorization server tells who it is to a tenant. */
    String metadataOf(String tenant) {
        return "https://" + Objects.requireNonNull(authz).host() + ProductPaths.ofTenant(tenant);
    }
}
