package org.s2slab.authz.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An application permission that an administrator of the tenant granted to an application.
 *
 * @param id the id with which an administrator removes it
 * @param role the permission
 * @param created when it was granted, in whole seconds
 */
public record AppRoleAssignment(String id, AppRole role, Instant created) {
    public AppRoleAssignment {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }
}
