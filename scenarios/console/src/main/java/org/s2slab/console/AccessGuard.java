package org.s2slab.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.http.RequestSite;
import org.s2slab.trace.TokenRedactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests unless they name a host of this machine, come from the console's page and contain the key in the
 * page's link. The key is in a header that browsers never add by themselves. Another page therefore cannot send
 * requests in the user's name. The other checks are a second defence.
 */
final class AccessGuard {
    private static final Logger LOG = LoggerFactory.getLogger(AccessGuard.class);

    /** Number of random bytes of a key: 192 bits, which nobody can guess. */
    private static final int STRENGTH = 24;

    private static final String BEARER = "Bearer ";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String key = newKey();
    private final String clientHost;
    private final Set<String> hosts = new HashSet<>(Set.of("127.0.0.1", "localhost"));

    /** @param exposure the address and the name by which browsers reach the page */
    AccessGuard(Exposure exposure) {
        clientHost = exposure.clientHost();
        exposure.furtherHosts().forEach(host -> hosts.add(IpAddressSyntax.inUrl(host)));
    }

    /** The host in the link of the page. */
    String clientHost() {
        return clientHost;
    }

    /** The only credential. Each console creates a new key. */
    String key() {
        return key;
    }

    /**
     * Passes a request to the router if it has exactly one Host and a path. Without a path, the router cannot route a
     * request; with two Host fields, it would choose one of them.
     */
    static Handler<HttpServerRequest> before(Handler<HttpServerRequest> router) {
        return request -> {
            boolean one = request.headers().getAll(HttpHeaders.HOST).size() == 1 && request.authority() != null;
            if (one && request.uri().startsWith("/")) {
                router.handle(request);
                return;
            }
            ConsoleException denied = ConsoleError.REQUEST_WRONG.because();
            secure(request.response());
            request.response()
                    .setStatusCode(denied.denial().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end(error(denied).toBuffer());
        };
    }

    /** Adds the checks to a router, before all its routes. */
    void mount(Router router) {
        router.route().handler(this::checkPlace);
        router.route("/api/*").handler(this::checkOrigin).handler(this::checkKey);
        router.route().failureHandler(request -> tell(request, denied(request)));
        router.errorHandler(404, request -> tell(request, ConsoleError.NOT_FOUND.because()));
        router.errorHandler(405, request -> tell(request, ConsoleError.METHOD_WRONG.because()));
    }

    private void checkPlace(RoutingContext request) {
        secure(request.response());
        String host = request.request().getHeader(HttpHeaders.HOST);
        int port = request.request().localAddress().port();
        boolean own = hosts.stream().anyMatch(known -> (known + ":" + port).equalsIgnoreCase(host));
        pass(request, own ? null : ConsoleError.HOST_WRONG);
    }

    private void checkOrigin(RoutingContext request) {
        HttpServerRequest asked = request.request();
        String method = asked.method().name();
        boolean said = method.equals("GET") || asked.headers().contains(HttpHeaders.ORIGIN);
        boolean own = said && RequestSite.isOwn(method, asked.headers(), "http");
        pass(request, own ? null : ConsoleError.ORIGIN_WRONG);
    }

    private void checkKey(RoutingContext request) {
        String given = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null) {
            pass(request, ConsoleError.CREDENTIAL_MISSING);
            return;
        }
        byte[] requested = (BEARER + key).getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(requested, given.getBytes(StandardCharsets.UTF_8));
        pass(request, right ? null : ConsoleError.CREDENTIAL_WRONG);
    }

    /** Refuses the media types that a form of another page can send. */
    static void checkMediaType(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        pass(request, "application/json".equals(type) ? null : ConsoleError.MEDIA_TYPE_WRONG);
    }

    private static void pass(RoutingContext request, @Nullable ConsoleError denial) {
        if (denial == null) {
            request.next();
        } else {
            request.fail(denial.because());
        }
    }

    private static void secure(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static void tell(RoutingContext request, ConsoleException denied) {
        if (request.response().headWritten()) {
            request.request().connection().close();
            return;
        }
        if (denied.denial() == ConsoleError.CREDENTIAL_MISSING || denied.denial() == ConsoleError.CREDENTIAL_WRONG) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"console\"");
        }
        request.response().setStatusCode(denied.denial().status());
        request.json(error(denied));
    }

    private static JsonObject error(ConsoleException denied) {
        JsonObject error = new JsonObject()
                .put("code", denied.denial().name())
                .put("message", TokenRedactor.redactIfAny(denied.getMessage()));
        return new JsonObject().put("error", error);
    }

    private static ConsoleException denied(RoutingContext request) {
        if (request.failure() instanceof ConsoleException denied) {
            return denied;
        }
        return switch (request.statusCode()) {
            case 400 -> ConsoleError.PARAMETER_WRONG.because();
            case 413 -> ConsoleError.BODY_TOO_LARGE.because();
            default -> {
                LOG.error(
                        "the console failed: {} {}",
                        request.request().method(),
                        request.request().path(),
                        request.failure());
                yield ConsoleError.FAILED.because();
            }
        };
    }

    private static String newKey() {
        byte[] bytes = new byte[STRENGTH];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
