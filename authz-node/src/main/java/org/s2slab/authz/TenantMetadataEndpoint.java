package org.s2slab.authz;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import java.util.List;
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
 * Serves a tenant's AuthMetadata document. The path, or {@code realm} in the query, names the tenant.
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
    }

    private void tell(RoutingContext request, @Nullable String word) {
        Optional<TenantSnapshot> tenant = word == null ? Optional.empty() : registry.named(word);
        if (tenant.isEmpty()) {
            request.fail(Refusal.notFound("there is no tenant " + PrintableValue.value(word) + " here"));
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
