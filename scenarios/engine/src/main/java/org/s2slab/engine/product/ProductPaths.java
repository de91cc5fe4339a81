package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a product that is called by other servers has what they come for (docs/PROTOCOL.md).
 *
 * @param metadata where it tells who it is (AuthMetadata)
 * @param resource what it lets other servers have for a token
 * @param probe where a partner presents a token and nothing changes
 */
public record ProductPaths(String metadata, String resource, String probe) {
    private static final String LINK = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";
    private static final String EWS = "/EWS/Exchange.asmx";

    static final ProductPaths LYNC = new ProductPaths("/metadata/json/1", LINK, LINK);
    static final ProductPaths EXCHANGE = new ProductPaths("/autodiscover/metadata/json/1", EWS, EWS);
    static final ProductPaths SHAREPOINT =
            new ProductPaths("/_layouts/15/metadata/json/1", "/_api/web", "/_vti_bin/client.svc");

    /** The paths of the product that plays a role; empty for an authorization server. */
    public static Optional<ProductPaths> of(String role) {
        return ProductRole.of(role).paths();
    }

    /** Where an authorization server gives tokens of a tenant, by the tenant's id. */
    public static String tokens(String tenant) {
        return "/" + tenant + "/tokens/OAuth/2";
    }

    /** Where an authorization server tells a tenant who it is, by the tenant's id. */
    public static String ofTenant(String tenant) {
        return "/" + tenant + "/metadata/json/1";
    }

    /** The address of the AuthMetadata document at the host by which partners register the server. */
    public URI metadataAt(List<String> hosts) {
        String host = equals(EXCHANGE) ? first("autodiscover.", hosts) : hosts.get(0);
        return URI.create("https://" + host + metadata);
    }

    /** The address of Exchange's Autodiscover service. */
    public static String autodiscoverAt(List<String> hosts) {
        return "https://" + first("autodiscover", hosts) + "/autodiscover/autodiscover.svc";
    }

    private static String first(String prefix, List<String> hosts) {
        return hosts.stream()
                .filter(host -> host.startsWith(prefix))
                .findFirst()
                .orElseGet(() -> hosts.get(0));
    }
}
