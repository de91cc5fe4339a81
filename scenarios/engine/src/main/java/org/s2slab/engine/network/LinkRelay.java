package org.s2slab.engine.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A TCP relay on the link from one node to another node, which simulates a {@link LinkFault}. The relay forwards bytes
 * and does not terminate TLS. It cannot read or change the content, and the nodes do not notice it.
 */
public final class LinkRelay {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final String host;
    private final IntSupplier target;
    private final Context context;
    private final NetServer server;
    private final NetClient client;
    private final Set<RelayConnection> open = new LinkedHashSet<>();
    private volatile LinkFault fault = LinkFault.NONE;
    private Random chance = new Random(0);
    private int left;

    /**
     * @param host the address of the called node
     * @param target returns the current port of the called node. The relay calls it for each connection, because a
     *     restarted node has another port
     */
    public LinkRelay(Vertx vertx, String host, IntSupplier target) {
        this.vertx = vertx;
        this.host = host;
        this.target = target;
        this.context = vertx.getOrCreateContext();
        this.server =
                vertx.createNetServer(new NetServerOptions().setHost(LOOPBACK).setPort(0));
        this.client = vertx.createNetClient();
        server.connectHandler(this::connected);
    }

    /** Listens on a free port of the loopback address; returns the port. */
    public Future<Integer> listen() {
        return here(() -> server.listen().map(NetServer::actualPort));
    }

    /** Applies a fault to open and new connections from now on. */
    public Future<Void> treat(LinkFault next) {
        return here(() -> {
            fault = next;
            left = next.times();
            chance = new Random(next.seed());
            List.copyOf(open).forEach(RelayConnection::treated);
            return Future.succeededFuture();
        });
    }

    /** The current fault. */
    public LinkFault fault() {
        return fault;
    }

    /** Resets open connections and stops listening. */
    public Future<Void> close() {
        return here(() -> {
            List.copyOf(open).forEach(RelayConnection::reset);
            return server.close().eventually(client::close);
        });
    }

    /** Runs work on the event loop that all connections share. */
    private <T> Future<T> here(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().compose(begun -> work.get()).onComplete(done));
        return done.future();
    }

    private void connected(NetSocket caller) {
        caller.pause();
        // A broken connection of the caller is normal, so it is not logged.
        caller.exceptionHandler(broken -> {});
        if (fault.refuses() || isLost()) {
            reset(caller);
            return;
        }
        RelayConnection passage = new RelayConnection(this, caller, delay());
        open.add(passage);
        passage.treated();
    }

    private boolean isLost() {
        return fault.loses() > 0 && chance.nextInt(100) < fault.loses();
    }

    private Duration delay() {
        long jitter = fault.jitter().toMillis();
        return fault.delay().plusMillis(jitter == 0 ? 0 : chance.nextLong(jitter + 1));
    }

    /** Runs work after some milliseconds of real time, because simulated clocks do not apply to the network. */
    void after(long milliseconds, Runnable work) {
        vertx.setTimer(Math.max(1, milliseconds), timer -> work.run());
    }

    Future<NetSocket> connect() {
        return client.connect(target.getAsInt(), host);
    }

    /** Whether a connection that has reached its limit of response bytes is reset. Counts the resets. */
    boolean takesOne() {
        if (fault.times() == 0) {
            return true;
        }
        left--;
        if (left == 0) {
            fault = LinkFault.NONE;
        }
        return left >= 0;
    }

    void ended(RelayConnection passage) {
        open.remove(passage);
    }

    /** Ends a connection with RST. Data on its way is lost (RFC 9293, 3.5.2). */
    static void reset(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        socket.close();
    }
}
