package org.s2slab.engine.deployment;

import java.util.List;

/**
 * One tenant of the authorization server.
 *
 * @param name its name in scenarios
 * @param id its GUID, in lower case: the realm of its applications and users
 * @param domains its domains, the first one first
 */
public record TenantPlan(String name, String id, List<String> domains) {
    public TenantPlan {
        domains = List.copyOf(domains);
    }
}
