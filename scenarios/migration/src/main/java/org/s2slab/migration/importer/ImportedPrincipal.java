package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * The service principal of an application in a tenant.
 *
 * @param traits the properties that are either true or false
 * @param names the service principal names
 */
record ImportedPrincipal(
        String application,
        String name,
        Switches<ImportedTrait> traits,
        List<String> names,
        List<Credential> credentials) {
    /** A property of a service principal that is either true or false. */
    enum ImportedTrait {
        ENABLED,

        /** The application may act on behalf of users. */
        TRUSTED,

        /** It has the permission full_access_as_app of Exchange Online. */
        FULL_ACCESS
    }

    ImportedPrincipal {
        names = List.copyOf(names);
        credentials = List.copyOf(credentials);
    }

    boolean enabled() {
        return traits.has(ImportedTrait.ENABLED);
    }

    boolean trusted() {
        return traits.has(ImportedTrait.TRUSTED);
    }

    boolean fullAccess() {
        return traits.has(ImportedTrait.FULL_ACCESS);
    }

    /** A certificate with which the application authenticates; dates are null if unknown. */
    record Credential(
            String thumbprint,
            @Nullable Instant start,
            @Nullable Instant end) {}
}
