package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/** The address to which a client sent its request, if this server has that address. */
final class RequestedAddress {
    private static final int USUAL_PORT = 443;

    private final List<String> hosts;

    RequestedAddress(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * {@code https://host}, or {@code https://host:port} if the request names the port it reached. An unknown host is
     * replaced by the principal one, and an unknown port by the default one.
     */
    String of(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        String host = asked == null ? "" : asked.host().toLowerCase(Locale.ROOT);
        String own = hosts.contains(host) ? host : hosts.get(0);
        boolean names = asked != null
                && asked.port() != USUAL_PORT
                && asked.port() == request.localAddress().port();
        return "https://" + own + (names ? ":" + asked.port() : "");
    }
}
