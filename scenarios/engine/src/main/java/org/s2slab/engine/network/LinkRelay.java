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
 * One direction of trust on the network: whoever is led here reaches the node behind it, as well as the {@link LinkFault}
 * allows. It passes bytes and ends no TLS, so it sees and changes nothing of what is said, and neither side notices it.
 */
public final class LinkRelay {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final IntSupplier target;
    private final Context context;
    private final NetServer server;
    private final NetClient client;
    private final Set<RelayConnection> open = new LinkedHashSet<>();
    private volatile LinkFault fault = LinkFault.NONE;
    private Random chance = new Random(0);
    private int left;

    /** @param target the port of the node behind it, asked at each connection: a node that was restarted has another */
    public LinkRelay(Vertx vertx, IntSupplier target) {
        this.vertx = vertx;
        this.target = target;
        this.context = vertx.getOrCreateContext();
        this.server =
                vertx.createNetServer(new NetServerOptions().setHost(LOOPBACK).setPort(0));
        this.client = vertx.createNetClient();
        server.connectHandler(this::connected);
    }

    /** Listens on a free port of the loopback address; gives the port. */
    public Future<Integer> listen() {
        return here(() -> server.listen().map(NetServer::actualPort));
    }

    /** Treats open connections, and those that come, like this from now on. */
    public Future<Void> treat(LinkFault next) {
        return here(() -> {
            fault = next;
            left = next.times();
            chance = new Random(next.seed());
            List.copyOf(open).forEach(RelayConnection::treated);
            return Future.succeededFuture();
        });
    }

    /** What it does to connections now. */
    public LinkFault fault() {
        return fault;
    }

    /** Resets what is open and listens no longer. */
    public Future<Void> close() {
        return here(() -> {
            List.copyOf(open).forEach(RelayConnection::reset);
            return server.close().eventually(client::close);
        });
    }

    /** Everything about connections happens on one event loop. */
    private <T> Future<T> here(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture().compose(begun -> work.get()).onComplete(done));
        return done.future();
    }

    private void connected(NetSocket caller) {
        caller.pause();
        // That a caller went away is no news.
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

    /** Does something in so many milliseconds of real time; the network knows no other. */
    void after(long milliseconds, Runnable work) {
        vertx.setTimer(Math.max(1, milliseconds), timer -> work.run());
    }

    Future<NetSocket> connect() {
        return client.connect(target.getAsInt(), LOOPBACK);
    }

    /** Whether a connection is reset that has brought its bytes back. */
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

    /** Ends a connection with RST: what is still under way is lost (RFC 9293, 3.5.2). */
    static void reset(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        socket.close();
    }
}
