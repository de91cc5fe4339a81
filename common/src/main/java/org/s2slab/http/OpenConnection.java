package org.s2slab.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection of a port, and the event that it waits for. Its {@link OpenConnections} guard it. */
final class OpenConnection {
    /** The phase of a connection. It waits for the client in every phase but the last. */
    enum Phase {
        /** For a header, TLS included. */
        HEADER,
        /** For another request, or for the client to close it. */
        IDLE,
        /** For a body. */
        BODY,
        /** For the node's response. */
        WORK
    }

    private static final AttributeKey<OpenConnection> KEY = AttributeKey.valueOf("s2slab.connection");

    final Channel channel;
    final String address;

    /** Read without a lock by the connection's own event loop, which alone changes it. */
    volatile Phase phase = Phase.HEADER;

    /** Whether its end was announced: no further request of it is answered. Only its event loop uses this. */
    boolean isLeaving;

    /** The tick at which the phase began. */
    long since;

    /** The action when the body is late, instead of closing the connection. */
    @Nullable
    Runnable whenLate;

    OpenConnection(Channel channel) {
        this.channel = channel;
        this.address = addressOf(channel);
        channel.attr(KEY).set(this);
    }

    /** The connection of a channel, if it was announced before. */
    static @Nullable OpenConnection of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** The connection of a request. */
    static OpenConnection of(HttpConnection connection) {
        return Objects.requireNonNull(of(channelOf(connection)), "a connection that nobody counted");
    }

    static Channel channelOf(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** The address of the client of a channel. */
    static String addressOf(Channel channel) {
        SocketAddress address = channel.remoteAddress();
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}
