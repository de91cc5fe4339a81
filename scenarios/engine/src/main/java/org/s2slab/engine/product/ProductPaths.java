package org.s2slab.engine.product;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The paths of a product that other servers call (docs/PROTOCOL.md).
 *
 * @param metadata the path of the metadata document (AuthMetadata)
 * @param resource the path of the resource that requires a token
 * @param probe a path to which a partner can present a token without a change of data
 */
public record ProductPaths(String metadata, String resource, String probe) {
    private static final String LINK = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";
    private static final String EWS = "/EWS/Exchange.asmx";

    static final ProductPaths LYNC = new ProductPaths("/metadata/json/1", LINK, LINK);
    static final ProductPaths EXCHANGE = new ProductPaths("/autodiscover/metadata/json/1", EWS, EWS);
    static final ProductPaths SHAREPOINT =
            new ProductPaths("/_layouts/15/metadata/json/1", "/_api/web", "/_vti_bin/client.svc");

    /** The paths of the product with this role; empty for the authorization server. */
    public static Optional<ProductPaths> of(String role) {
        return ProductRole.of(role).paths();
    }

    /** The path of an authorization server's token endpoint for the tenant with this id. */
    public static String tokens(String tenant) {
        return "/" + tenant + "/tokens/OAuth/2";
    }

    /** The path of an authorization server's metadata document for the tenant with this id. */
    public static String ofTenant(String tenant) {
        return "/" + tenant + "/metadata/json/1";
    }

    /** The URL of the AuthMetadata document, with the host name that partners register. */
    public URI metadataAt(List<String> hosts) {
        String host = equals(EXCHANGE) ? first("autodiscover.", hosts) : hosts.get(0);
        return URI.create("https://" + host + metadata);
    }

    /** The URL of Exchange's Autodiscover service. */
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
