package org.s2slab.lync.meetings;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.s2slab.http.CaseInsensitivePath;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.trace.TokenHash;

/** The page that web pages of other origins embed to call this server from a browser (UCWA, cross-domain library). */
final class XFrameEndpoint implements Endpoint {
    static final String PATH = "/Autodiscover/XFrame/XFrame.html";

    private final String page;
    private final String policy;

    XFrameEndpoint() {
        page = read();
        String script = page.substring(page.indexOf("<script>") + "<script>".length(), page.indexOf("</script>"));
        policy =
                "default-src 'none'; script-src 'sha256-" + Base64.getEncoder().encodeToString(TokenHash.sha256(script))
                        + "'; connect-src 'self'; base-uri 'none'";
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, CaseInsensitivePath.path(PATH)).handler(this::page);
        routes.routeWithRegex(HttpMethod.GET, CaseInsensitivePath.path("/xframe"))
                .handler(this::page);
    }

    private void page(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(page);
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(XFrameEndpoint.class.getResourceAsStream("xframe.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("xframe.html is not in the program", e);
        }
    }
}
