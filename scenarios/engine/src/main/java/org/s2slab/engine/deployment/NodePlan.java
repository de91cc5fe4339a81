package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
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
 * @param forest the Active Directory forest of the node's machine; nodes of one forest share a directory
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
        String forest,
        Map<String, PlannedCertificate> certificates,
        List<ProductBehavior> behaviors,
        RequestLimits limits,
        JsonObject settings,
        @Nullable String telemetry) {
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
        return new NodePlan(name, role, online, hosts, forest, others, behaviors, limits, settings, telemetry);
    }

    /** A copy that sends its spans to a collector of OpenTelemetry, or, with null, to none. */
    NodePlan sendingTo(@Nullable String endpoint) {
        return new NodePlan(name, role, online, hosts, forest, certificates, behaviors, limits, settings, endpoint);
    }

    /** The host name in the node's URLs. */
    public String host() {
        return hosts.get(0);
    }
}
