package org.s2slab.scenarios.doctor;

import java.net.URI;
import java.util.List;

/**
 * An authorization server as a node has registered it.
 *
 * @param realm the tenant
 * @param asked whether the node may ask it for tokens: SharePoint needs a proxy for that
 */
record TokenServer(String name, String realm, URI metadata, boolean enabled, List<String> keys, boolean asked) {
    TokenServer {
        keys = List.copyOf(keys);
    }
}
