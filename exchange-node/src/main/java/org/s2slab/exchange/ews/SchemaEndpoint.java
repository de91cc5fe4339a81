package org.s2slab.exchange.ews;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/** Serves the WSDL and schema files of EWS. File names are case-insensitive ({@code /EWS/Services.wsdl}). */
public final class SchemaEndpoint implements Endpoint {
    private static final String PATH = "(?i)/ews/(?<file>services\\.wsdl|messages\\.xsd|types\\.xsd)";

    private final Map<SchemaFile, Buffer> contents = new ConcurrentHashMap<>();

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, PATH).handler(this::send);
    }

    private void send(RoutingContext request) {
        Buffer content = SchemaFile.named(request.pathParam("file"))
                .map(file -> contents.computeIfAbsent(file, one -> Buffer.buffer(one.content())))
                .orElse(Buffer.buffer());
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8")
                .end(content);
    }
}
