package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application of a tenant.
 *
 * @param trusted whether it may speak for users
 * @param names its service principal names
 */
record ImportedPrincipal(
        String application,
        String name,
        boolean enabled,
        boolean trusted,
        List<String> names,
        List<Credential> credentials) {
    ImportedPrincipal {
        names = List.copyOf(names);
        credentials = List.copyOf(credentials);
    }

    /** A certificate that proves it; dates are null where nothing tells. */
    record Credential(
            String thumbprint,
            @Nullable Instant start,
            @Nullable Instant end) {}
}
