package org.s2slab.engine.product;

import org.jspecify.annotations.Nullable;

/**
 * An authorization server to register at a node.
 *
 * @param metadata the URL of the server's AuthMetadata document for the tenant
 * @param application the organisation's own application with which Exchange requests tokens; null for Exchange's
 *     default application
 */
public record AuthorizationServerSpec(
        String name, String metadata, @Nullable String application, boolean enabled) {}
