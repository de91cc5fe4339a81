package org.s2slab.authz;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.RequestFacts;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The AuthMetadata document of a tenant, named in the path by id or domain, or by {@code realm} in the query. */
final class TenantMetadataEndpoint implements Endpoint {
    private final AuthzConfig config;
    private final AuthzDialect dialect;
    private final PrincipalId self;
    private final Supplier<List<SigningKey>> published;

    TenantMetadataEndpoint(
            AuthzConfig config, AuthzDialect dialect, PrincipalId self, Supplier<List<SigningKey>> published) {
        this.config = config;
        this.dialect = dialect;
        this.self = self;
        this.published = published;
    }

    @Override
    public void mount(Router router) {
        router.getWithRegex("(?i)/(?<tenant>[^/]+)/metadata/json/1")
                .handler(request -> tell(request, request.pathParam("tenant")));
        router.getWithRegex("(?i)/metadata/json/1")
                .handler(request -> tell(request, request.request().getParam("realm")));
    }

    private void tell(RoutingContext request, @Nullable String tenant) {
        if (tenant == null || !config.isTenant(tenant)) {
            request.fail(new Refusal(RefusalCode.NOT_FOUND, "there is no tenant '" + tenant + "' here"));
            return;
        }
        String host = RequestFacts.hostOf(request.request());
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(dialect.encode(dialect.metadata(self, published.get(), host)));
    }
}
