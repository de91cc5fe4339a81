package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/** Under which address this server was asked, as far as it is one of its own: what its documents and assertions name. */
final class RequestedAddress {
    private static final int USUAL_PORT = 443;

    private final List<String> hosts;

    RequestedAddress(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * {@code https://host}, or {@code https://host:port} where the request names the port it came to. A host that is none
     * of this server's counts as the principal one, and a port it does not listen on as the usual one.
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
