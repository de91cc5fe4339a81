package org.s2slab.config;

import java.net.URI;

/**
 * What makes a node an online service: the one tenant it serves, whose authorization server is the only issuer it trusts.
 *
 * @param tenant the tenant's GUID, in lower case; the node's realm
 * @param metadata where the tenant's authorization server publishes its AuthMetadata, an https address
 */
public record OnlineConfig(String tenant, URI metadata) {
    public OnlineConfig {
        if (!tenant.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new IllegalArgumentException("tenant: '" + tenant + "' is not a GUID in lower case");
        }
        if (!"https".equals(metadata.getScheme()) || metadata.getHost() == null) {
            throw new IllegalArgumentException("metadata: '" + metadata + "' is not an https address");
        }
    }
}
