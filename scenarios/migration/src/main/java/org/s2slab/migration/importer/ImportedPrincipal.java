package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service principal of an application in a tenant.
 *
 * @param trusted whether the application may act on behalf of users
 * @param names the service principal names
 * @param fullAccess whether it has the permission full_access_as_app of Exchange Online
 */
record ImportedPrincipal(
        String application,
        String name,
        boolean enabled,
        boolean trusted,
        List<String> names,
        List<Credential> credentials,
        boolean fullAccess) {
    ImportedPrincipal {
        names = List.copyOf(names);
        credentials = List.copyOf(credentials);
    }

    /** A certificate with which the application authenticates; dates are null if unknown. */
    record Credential(
            String thumbprint,
            @Nullable Instant start,
            @Nullable Instant end) {}
}
