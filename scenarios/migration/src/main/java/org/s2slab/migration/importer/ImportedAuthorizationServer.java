package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server as a server has registered it.
 *
 * @param realm the tenant; null if only the address names it
 * @param keys the thumbprints of its registered keys; null if unknown
 * @param application the organisation's own application in the authorization server, or null
 */
record ImportedAuthorizationServer(
        String name,
        @Nullable String realm,
        URI metadata,
        boolean enabled,
        @Nullable Set<String> keys,
        @Nullable String application) {}
