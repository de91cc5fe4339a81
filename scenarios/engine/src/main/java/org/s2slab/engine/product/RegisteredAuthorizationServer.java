package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import org.s2slab.config.Switches;
import org.s2slab.validation.PartnerTrait;

/**
 * An authorization server in the configuration of a node.
 *
 * @param realm the tenant
 * @param traits the properties that are either true or false
 * @param asked whether the node may request tokens from the server; SharePoint needs a proxy for these requests
 */
public record RegisteredAuthorizationServer(
        String name, String realm, URI metadata, Switches<PartnerTrait> traits, List<String> keys, boolean asked) {
    public RegisteredAuthorizationServer {
        keys = List.copyOf(keys);
    }

    public boolean enabled() {
        return traits.has(PartnerTrait.ENABLED);
    }

    public boolean broker() {
        return traits.has(PartnerTrait.BROKER);
    }
}
