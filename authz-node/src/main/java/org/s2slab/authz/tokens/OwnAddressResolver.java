package org.s2slab.authz.tokens;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/** The address to which a client sent its request, if this server has that address. */
public final class OwnAddressResolver {
    private static final int USUAL_PORT = 443;

    private final List<String> hosts;

    public OwnAddressResolver(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a host is a name of this server at the requested port. The host has a port unless it is 443. */
    boolean isOwn(HttpServerRequest request, String host) {
        return all(request).contains(host);
    }

    /** The names of this server, each with the requested port unless it is 443. */
    List<String> all(HttpServerRequest request) {
        String port = port(request);
        return hosts.stream().map(host -> host + port).toList();
    }

    /** A host in lower case, without the port 443. */
    static String withoutUsualPort(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(":" + USUAL_PORT) ? lower.substring(0, lower.lastIndexOf(':')) : lower;
    }

    /**
     * {@code https://host}, or {@code https://host:port} if the request names the actual port. The principal host
     * replaces an unknown host, and the default port replaces an unknown port.
     */
    public String of(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        String host = asked == null ? "" : asked.host().toLowerCase(Locale.ROOT);
        String own = hosts.contains(host) ? host : hosts.get(0);
        return "https://" + own + port(request);
    }

    private static String port(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        boolean names = asked != null
                && asked.port() != USUAL_PORT
                && asked.port() == request.localAddress().port();
        return names ? ":" + asked.port() : "";
    }
}
