package org.s2slab.scenarios.topology;

import java.util.Map;
import java.util.Optional;

/** Where a product has what other servers come for, by the role of the node that plays it (docs/PROTOCOL.md). */
public final class ServerPaths {
    private static final Map<String, String> METADATA = Map.of(
            "lync", "/metadata/json/1",
            "exchange", "/autodiscover/metadata/json/1",
            "sharepoint", "/_layouts/15/metadata/json/1");

    private static final Map<String, String> RESOURCES = Map.of(
            "lync", "/Autodiscover/AutodiscoverService.svc/root/oauth/user",
            "exchange", "/EWS/Exchange.asmx",
            "sharepoint", "/_api/web");

    private ServerPaths() {}

    /** Where it tells who it is (AuthMetadata); empty for an authorization server, which has a document for each tenant. */
    public static Optional<String> metadata(String role) {
        return Optional.ofNullable(METADATA.get(role));
    }

    /** What it lets other servers have for a token; empty for an authorization server, which gives tokens and takes none. */
    public static Optional<String> resource(String role) {
        return Optional.ofNullable(RESOURCES.get(role));
    }

    /** Where an authorization server gives tokens of a tenant, by the tenant's id. */
    public static String tokens(String tenant) {
        return "/" + tenant + "/tokens/OAuth/2";
    }
}
