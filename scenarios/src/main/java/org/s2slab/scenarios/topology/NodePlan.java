package org.s2slab.scenarios.topology;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * One node of a deployment.
 *
 * @param name how scenarios and journals call it
 * @param role what it is: lync, exchange, sharepoint, authz
 * @param hosts the host names it answers to, the principal one first
 * @param forest the Active Directory forest of its machine; nodes of one forest share a directory
 * @param certificates what lies ready in its certificate store, by the name scenarios use
 * @param settings further settings of its role's configuration file
 */
public record NodePlan(
        String name,
        String role,
        List<String> hosts,
        String forest,
        Map<String, CertificatePlan> certificates,
        JsonObject settings) {
    public NodePlan {
        hosts = List.copyOf(hosts);
        certificates = Map.copyOf(certificates);
    }

    /** The host name in its URLs. */
    public String host() {
        return hosts.get(0);
    }
}
