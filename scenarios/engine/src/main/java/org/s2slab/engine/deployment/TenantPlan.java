package org.s2slab.engine.deployment;

import java.util.List;

/**
 * One organisation at the authorization server.
 *
 * @param name how scenarios call it
 * @param id its GUID, in lower case: the realm of everything in it
 * @param domains its domains, the first one first
 */
public record TenantPlan(String name, String id, List<String> domains) {
    public TenantPlan {
        domains = List.copyOf(domains);
    }
}
