package org.s2slab.engine.deployment;

import java.util.List;
import org.s2slab.config.UserAccount;

/**
 * One tenant of the authorization server.
 *
 * @param name the tenant's name in scenarios
 * @param id the tenant's GUID, in lower case; it is the realm of the tenant's applications and users
 * @param domains the tenant's domains, in the order of the topology
 * @param people the people who exist only in the tenant
 */
public record TenantPlan(String name, String id, List<String> domains, List<UserAccount> people) {
    public TenantPlan {
        domains = List.copyOf(domains);
        people = List.copyOf(people);
    }
}
