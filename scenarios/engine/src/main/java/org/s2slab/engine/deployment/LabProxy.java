package org.s2slab.engine.deployment;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * An HTTP proxy through which any client can reach the nodes by their real host names and port 443. It tunnels
 * (CONNECT, RFC 9110 9.3.6) to the port of the node and refuses every other address. It cannot read the content of the
 * tunnel.
 */
public final class LabProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Deployment topology;
    private final NetClient nodes;
    private final HttpServer server;

    private LabProxy(Vertx vertx, Deployment topology) {
        this.topology = topology;
        this.nodes = vertx.createNetClient();
        this.server = vertx.createHttpServer().requestHandler(this::tunnel);
    }

    /**
     * Listens on the loopback address. Blocks the calling thread.
     *
     * @param port the port, or 0 for any free port
     * @throws IllegalArgumentException if the port is in use
     */
    public static LabProxy start(Vertx vertx, Deployment topology, int port) {
        LabProxy proxy = new LabProxy(vertx, topology);
        try {
            proxy.server.listen(port, LOOPBACK).await();
            return proxy;
        } catch (Exception e) {
            // Vert.x throws the checked exception of the network without declaring it.
            proxy.close();
            throw new IllegalArgumentException(
                    "--proxy: port " + port + " cannot be used (" + e.getMessage()
                            + "); name another, or 0 for a free one",
                    e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    private void tunnel(HttpServerRequest request) {
        var requested = request.authority();
        RunningNode node = requested == null
                ? null
                : topology.nodes().stream()
                        .filter(one ->
                                one.plan().hosts().contains(requested.host().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(null);
        if (!HttpMethod.CONNECT.equals(request.method()) || node == null) {
            request.response().setStatusCode(403).end("This proxy tunnels to the lab's nodes only.\n");
            return;
        }
        request.pause();
        nodes.connect(node.port(), topology.plan().exposure().connect())
                .onSuccess(there -> request.toNetSocket().onSuccess(here -> join(here, there)))
                .onFailure(down -> request.response().setStatusCode(502).end("The node does not answer.\n"));
    }

    private static void join(NetSocket here, NetSocket there) {
        here.pipeTo(there);
        there.pipeTo(here);
    }

    @Override
    public void close() {
        server.close().await();
        nodes.close().await();
    }
}
