package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;

/**
 * Instance discovery, {@code GET /common/discovery/instance}. Before its first token request, MSAL asks whether the
 * host of an authority belongs to Microsoft's service, and which other hosts are the same service (<a
 * href="https://learn.microsoft.com/entra/msal/dotnet/advanced/custom-authority-aliases">authority aliases</a>). This
 * server returns its own hosts only.
 */
public final class InstanceDiscoveryEndpoint implements Endpoint {
    private static final String PATH = "/common/discovery/instance";

    /** The only version of the response with aliases. */
    private static final String WITH_ALIASES = "1.1";

    private static final List<String> VERSIONS = List.of("1.0", WITH_ALIASES);

    private final TenantRegistry registry;
    private final OwnAddressResolver address;
    private final Clock clock;

    /** @param hosts the names of this server, the principal one first */
    public InstanceDiscoveryEndpoint(TenantRegistry registry, List<String> hosts, Clock clock) {
        this.registry = registry;
        this.address = new OwnAddressResolver(hosts);
        this.clock = clock;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get(PATH).handler(this::discover);
    }

    private void discover(RoutingContext context) {
        HttpServerRequest request = context.request();
        String version = request.getParam("api-version");
        String endpoint = request.getParam("authorization_endpoint");
        if (version == null || !VERSIONS.contains(version)) {
            refuse(context, "invalid_request", missing("api-version", version));
        } else if (endpoint == null) {
            refuse(context, "invalid_request", missing("authorization_endpoint", null));
        } else {
            Authority authority = authority(endpoint);
            if (authority == null || !address.isOwn(request, authority.host())) {
                refuse(context, "invalid_instance", "AADSTS50049: Unknown or invalid instance.");
            } else {
                OpenIdEndpoint.tell(context, document(request, authority, version));
            }
        }
    }

    private static String missing(String parameter, @Nullable String value) {
        return value == null
                ? "AADSTS900144: The request body must contain the following parameter: '" + parameter + "'."
                : "AADSTS90014: The value of the parameter '" + parameter + "' is not valid; it is "
                        + String.join(" or ", VERSIONS) + ".";
    }

    /** The document. Its preferred host for requests is the host in the client's request. */
    private JsonObject document(HttpServerRequest request, Authority authority, String version) {
        String base = "https://" + authority.host() + "/" + authority.tenant();
        JsonObject document = new JsonObject()
                .put(
                        "tenant_discovery_endpoint",
                        base + (authority.second() ? "/v2.0" : "") + "/.well-known/openid-configuration");
        if (version.equals(WITH_ALIASES)) {
            JsonObject own = new JsonObject()
                    .put("preferred_network", authority.host())
                    .put("preferred_cache", authority.host())
                    .put("aliases", new JsonArray(address.all(request)));
            document.put("api-version", version).put("metadata", new JsonArray().add(own));
        }
        return document;
    }

    private void refuse(RoutingContext context, String error, String told) {
        context.response().setStatusCode(400);
        OpenIdEndpoint.tell(
                context, TokenErrorJson.document(error, told, RequestIdentity.context(context), clock.instant(), true));
    }

    /**
     * An authority in the address of its authorization endpoint.
     *
     * @param host the host, and the port unless it is 443
     * @param tenant the tenant's id if this server has the tenant, otherwise the word in the path
     * @param second whether it is the v2.0 endpoint
     */
    private record Authority(String host, String tenant, boolean second) {}

    private @Nullable Authority authority(String endpoint) {
        try {
            URI address = URI.create(endpoint);
            String[] path = String.valueOf(address.getPath()).split("/", -1);
            if (!"https".equals(address.getScheme()) || address.getAuthority() == null || path.length < 2) {
                return null;
            }
            String tenant =
                    registry.named(path[1]).map(found -> found.tenant().id()).orElse(path[1]);
            return new Authority(
                    OwnAddressResolver.withoutUsualPort(address.getAuthority()), tenant, endpoint.contains("/v2.0/"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
