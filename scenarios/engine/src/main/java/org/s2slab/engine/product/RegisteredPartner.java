package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application as a node has registered it.
 *
 * @param realm under which realm it is known, or null for any
 * @param metadata where its keys are read, or null where they were given by hand or an authorization server vouches
 * @param keys the thumbprints (x5t) held
 * @param byServer whether its tokens come from an authorization server
 * @param level Lync's trust level; Full where the product has none
 * @param account Exchange's linked account, or null
 * @param permitted whether SharePoint has granted it anything; true where the product has no such grants
 */
public record RegisteredPartner(
        String name,
        String application,
        @Nullable String realm,
        @Nullable URI metadata,
        List<String> keys,
        boolean byServer,
        boolean enabled,
        String level,
        @Nullable String account,
        boolean permitted) {
    public RegisteredPartner {
        keys = List.copyOf(keys);
    }
}
