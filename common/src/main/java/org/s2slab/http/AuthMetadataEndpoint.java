package org.s2slab.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes this node's AuthMetadata document, its identity and its signing certificates, to anonymous callers.
 *
 * @param published the keys to publish now, current first
 */
public record AuthMetadataEndpoint(
        Dialect dialect, Supplier<ServiceIdentity> self, Supplier<List<SigningKey>> published) implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AuthMetadataEndpoint.class);

    @Override
    public void mount(EndpointRoutes routes) {
        dialect.metadataPaths()
                .forEach(path -> routes.routeWithRegex(HttpMethod.GET, CaseInsensitivePath.path(path))
                        .handler(this::tell));
    }

    private void tell(RoutingContext request) {
        List<SigningKey> keys = published.get();
        HttpServerResponse response = request.response();
        if (keys.isEmpty()) {
            // The real Exchange does the same: a server without a certificate has no document and responds with 500.
            LOG.warn("AuthMetadata was asked for, but no signing certificate is assigned");
            response.setStatusCode(500).end();
            return;
        }
        JsonObject document = dialect.metadata(self.get().principal(), keys, RequestFacts.hostOf(request.request()));
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private")
                .end(dialect.encode(document));
    }
}
