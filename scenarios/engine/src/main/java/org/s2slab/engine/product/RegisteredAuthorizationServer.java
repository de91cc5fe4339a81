package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;

/**
 * An authorization server in the configuration of a node.
 *
 * @param realm the tenant
 * @param broker whether it may issue tokens for applications: false where SharePoint registered it without -IsTrustBroker
 * @param asked whether the node may request tokens from it: SharePoint needs a proxy for that
 */
public record RegisteredAuthorizationServer(
        String name, String realm, URI metadata, boolean enabled, boolean broker, List<String> keys, boolean asked) {
    public RegisteredAuthorizationServer {
        keys = List.copyOf(keys);
    }
}
