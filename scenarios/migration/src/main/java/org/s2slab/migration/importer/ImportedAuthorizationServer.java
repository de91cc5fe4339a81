package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registration of an authorization server at a server.
 *
 * @param realm the tenant; null if only the URL contains it
 * @param keys the thumbprints of the registered keys; null if unknown
 * @param application the organisation's own application at the authorization server, or null
 */
record ImportedAuthorizationServer(
        String name,
        @Nullable String realm,
        URI metadata,
        boolean enabled,
        @Nullable Set<String> keys,
        @Nullable String application) {}
