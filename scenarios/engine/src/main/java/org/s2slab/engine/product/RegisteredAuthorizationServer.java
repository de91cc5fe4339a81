package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;

/**
 * An authorization server in the configuration of a node.
 *
 * @param realm the tenant
 * @param broker whether the server may issue tokens for applications: false if SharePoint registered it without
 *     -IsTrustBroker
 * @param asked whether the node may request tokens from the server; SharePoint needs a proxy for these requests
 */
public record RegisteredAuthorizationServer(
        String name, String realm, URI metadata, boolean enabled, boolean broker, List<String> keys, boolean asked) {
    public RegisteredAuthorizationServer {
        keys = List.copyOf(keys);
    }
}
