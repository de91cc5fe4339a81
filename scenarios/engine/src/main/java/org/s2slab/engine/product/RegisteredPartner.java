package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.validation.PartnerTrait;

/**
 * A partner application in the configuration of a node.
 *
 * @param realm the partner's realm, or null for any realm
 * @param metadata the URL of the partner's keys; null if the keys were entered manually, or if an authorization server
 *     issues the tokens
 * @param keys the thumbprints (x5t) of the partner's stored keys
 * @param traits the properties that are either true or false
 * @param level Lync's trust level; Full if the product has no trust levels
 * @param account Exchange's linked account, or null
 * @param permitted whether the partner has any right in SharePoint; true if the product has no such rights
 */
public record RegisteredPartner(
        String name,
        String application,
        @Nullable String realm,
        @Nullable URI metadata,
        List<String> keys,
        Switches<PartnerTrait> traits,
        String level,
        @Nullable String account,
        boolean permitted) {
    public RegisteredPartner {
        keys = List.copyOf(keys);
    }

    public boolean byServer() {
        return traits.has(PartnerTrait.USES_OAUTH_SERVER);
    }

    public boolean enabled() {
        return traits.has(PartnerTrait.ENABLED);
    }
}
