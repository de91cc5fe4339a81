package org.s2slab.config;

import java.net.URI;
import org.s2slab.identity.Guid;

/**
 * The settings of an online service: its one tenant. That tenant's authorization server is the only issuer it trusts.
 *
 * @param tenant the tenant's GUID, in lower case; the node's realm
 * @param metadata the https address of the AuthMetadata document of the tenant's authorization server
 */
public record OnlineConfig(String tenant, URI metadata) {
    public OnlineConfig {
        if (!Guid.isLowerCase(tenant)) {
            throw new IllegalArgumentException("tenant: '" + tenant + "' is not a GUID in lower case");
        }
        if (!"https".equals(metadata.getScheme()) || metadata.getHost() == null) {
            throw new IllegalArgumentException("metadata: '" + metadata + "' is not an https address");
        }
    }
}
