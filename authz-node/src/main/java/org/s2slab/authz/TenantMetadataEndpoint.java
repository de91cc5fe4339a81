package org.s2slab.authz;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestFacts;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.validation.PrintableValue;

/**
 * Serves a tenant's documents: AuthMetadata for servers that trust Access Control Service, and federation metadata for
 * servers that trust evoSTS. The path, or {@code realm} in the query, names the tenant.
 *
 * @param published the current, previous and next keys; each is published before its use, until no token needs it
 */
record TenantMetadataEndpoint(TenantRegistry registry, AuthzDialect dialect, Supplier<List<X509Certificate>> published)
        implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, "(?i)/(?<tenant>[^/]+)/metadata/json/1")
                .handler(request -> tell(request, request.pathParam("tenant")));
        routes.routeWithRegex(HttpMethod.GET, "(?i)/metadata/json/1")
                .handler(request -> tell(request, request.request().getParam("realm")));
        routes.routeWithRegex(
                        HttpMethod.GET, "(?i)/(?<tenant>[^/]+)/federationmetadata/2007-06/federationmetadata\\.xml")
                .handler(this::tellFederation);
    }

    /** Responds with the document of one tenant, or with the document that is the same for all tenants. */
    private void tellFederation(RoutingContext request) {
        String word = request.pathParam("tenant").toLowerCase(Locale.ROOT);
        Optional<String> tenant = TenantRegistry.SEVERAL.contains(word)
                ? Optional.of("{tenantid}")
                : registry.named(word).map(found -> found.tenant().id());
        if (tenant.isEmpty()) {
            request.fail(unknown(word));
            return;
        }
        String host = "https://" + RequestFacts.hostOf(request.request());
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/samlmetadata+xml; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(FederationDocument.of(tenant.get(), host, published.get()));
    }

    private static Refusal unknown(@Nullable String word) {
        return Refusal.notFound("there is no tenant " + PrintableValue.value(word) + " here");
    }

    private void tell(RoutingContext request, @Nullable String word) {
        Optional<TenantSnapshot> tenant = word == null ? Optional.empty() : registry.named(word);
        if (tenant.isEmpty()) {
            request.fail(unknown(word));
            return;
        }
        PrincipalId self = tenant.get().tenant().issuer();
        String host = RequestFacts.hostOf(request.request());
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(dialect.encode(dialect.document(self, published.get(), host)));
    }
}
