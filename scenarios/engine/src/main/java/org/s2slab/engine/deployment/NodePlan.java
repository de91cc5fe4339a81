package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One node of a deployment.
 *
 * @param name how scenarios and journals call it
 * @param role what it is: lync, exchange, sharepoint, authz
 * @param online whether it plays the online product of the deployment's tenant
 * @param hosts the host names it answers to, the principal one first
 * @param forest the Active Directory forest of its machine; nodes of one forest share a directory
 * @param certificates what lies ready in its certificate store, by the name scenarios use
 * @param behaviors in what it does as the product does, where the lab differs on purpose
 * @param limits what one caller may take of it
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

    /** The same with other certificates in its store. */
    public NodePlan holding(Map<String, CertificatePlan> others) {
        return new NodePlan(name, role, online, hosts, forest, others, behaviors, limits, settings);
    }

    /** The host name in its URLs. */
    public String host() {
        return hosts.get(0);
    }
}
