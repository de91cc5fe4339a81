package org.s2slab.migration.importer;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exchange's connector to the other Exchange organisation of a hybrid deployment (Get-IntraOrganizationConnector). */
record ImportedConnector(
        String name, URI discovery, @Nullable URI sharing, List<String> domains, boolean enabled) {
    ImportedConnector {
        domains = List.copyOf(domains);
    }
}
