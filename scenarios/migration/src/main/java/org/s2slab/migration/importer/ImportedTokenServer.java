package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server as a server has registered it.
 *
 * @param realm the tenant, or null where only its address tells
 * @param keys thumbprints of the keys held of it; null where nothing tells
 * @param application the organisation's own application there, or null
 */
record ImportedTokenServer(
        String name,
        @Nullable String realm,
        URI metadata,
        boolean enabled,
        @Nullable Set<String> keys,
        @Nullable String application) {}
