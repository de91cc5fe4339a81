package org.s2slab.junit.embedded;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.RunningNode;

/**
 * An HTTP proxy that leads any client to the nodes by their real names and port 443. It tunnels (CONNECT, RFC 9110
 * 9.3.6) to the port of the node and refuses every other address. It cannot read the content of the tunnel.
 */
final class LabProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Deployment topology;
    private final NetClient nodes;
    private final HttpServer server;

    private LabProxy(Vertx vertx, Deployment topology) {
        this.topology = topology;
        this.nodes = vertx.createNetClient();
        this.server = vertx.createHttpServer().requestHandler(this::tunnel);
    }

    /** Listens on a free port of the loopback address; blocks. */
    static LabProxy start(Vertx vertx, Deployment topology) {
        LabProxy proxy = new LabProxy(vertx, topology);
        proxy.server.listen(0, LOOPBACK).await();
        return proxy;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    private void tunnel(HttpServerRequest request) {
        var wanted = request.authority();
        RunningNode node = wanted == null
                ? null
                : topology.nodes().stream()
                        .filter(one -> one.plan().hosts().contains(wanted.host()))
                        .findFirst()
                        .orElse(null);
        if (!HttpMethod.CONNECT.equals(request.method()) || node == null) {
            request.response().setStatusCode(403).end("This proxy tunnels to the lab's nodes only.\n");
            return;
        }
        request.pause();
        nodes.connect(node.port(), LOOPBACK)
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
