package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner application in the configuration of a node.
 *
 * @param realm its realm, or null for any
 * @param metadata the URL of its keys; null if they were entered manually, or an authorization server issues
 * @param keys the thumbprints (x5t) of its stored keys
 * @param byServer whether an authorization server issues its tokens
 * @param level Lync's trust level; Full if the product has none
 * @param account Exchange's linked account, or null
 * @param permitted whether it has any right in SharePoint; true if the product has no such rights
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
