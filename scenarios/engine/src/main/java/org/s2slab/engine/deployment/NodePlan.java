package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One node of a topology.
 *
 * @param name its name in scenarios and journals
 * @param role lync, exchange, sharepoint or authz
 * @param online whether it plays the online product of the deployment's tenant
 * @param hosts its host names, the principal one first
 * @param forest the Active Directory forest of its machine; nodes of one forest share a directory
 * @param certificates the prepared content of its certificate store, by the names in scenarios
 * @param behaviors the deliberate differences of the lab in which it behaves like the product
 * @param limits the maximum requests of one caller
 * @param settings further settings of its role's configuration file
 */
public record NodePlan(
        String name,
        String role,
        boolean online,
        List<String> hosts,
        String forest,
        Map<String, CertificatePlan> certificates,
        List<ProductBehavior> behaviors,
        RequestLimits limits,
        JsonObject settings) {
    public NodePlan {
        hosts = List.copyOf(hosts);
        certificates = Map.copyOf(certificates);
        behaviors = List.copyOf(behaviors);
        ProductBehavior.requireFor(role, behaviors);
    }

    /** The principal id of its product. */
    public String applicationId() {
        return applicationOf(role);
    }

    /** The principal id of the product that plays a role. */
    static String applicationOf(String role) {
        return switch (role) {
            case "lync" -> WellKnownPrincipals.LYNC;
            case "exchange" -> WellKnownPrincipals.EXCHANGE;
            case "sharepoint" -> WellKnownPrincipals.SHAREPOINT;
            case "authz" -> WellKnownPrincipals.AUTHORIZATION_SERVER;
            default -> throw new IllegalStateException("role '" + role + "' has no principal");
        };
    }

    /** A copy with other certificates in its store. */
    public NodePlan holding(Map<String, CertificatePlan> others) {
        return new NodePlan(name, role, online, hosts, forest, others, behaviors, limits, settings);
    }

    /** The host name in its URLs. */
    public String host() {
        return hosts.get(0);
    }
}
