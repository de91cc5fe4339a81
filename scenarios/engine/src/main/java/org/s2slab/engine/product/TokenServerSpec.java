package org.s2slab.engine.product;

import org.jspecify.annotations.Nullable;

/**
 * An authorization server that is to be registered.
 *
 * @param metadata the address of its AuthMetadata document for the tenant
 * @param application the organisation's own application there, which Exchange asks for tokens as; null for Exchange's own
 */
public record TokenServerSpec(
        String name, String metadata, @Nullable String application, boolean enabled) {}
