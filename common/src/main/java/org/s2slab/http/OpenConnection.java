package org.s2slab.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection of a port, and the event for which it waits. The lock of {@link OpenConnections} protects it. */
final class OpenConnection {
    /** The phase of a connection. In every phase but the last, it waits for the client. */
    enum Phase {
        /** Waits for a header, TLS included. */
        HEADER,
        /** Waits for another request, or for the client to close the connection. */
        IDLE,
        /** Waits for a body. */
        BODY,
        /** Waits for the node's response. */
        WORK
    }

    private static final AttributeKey<OpenConnection> KEY = AttributeKey.valueOf("s2slab.connection");

    final Channel channel;
    final String address;

    /** The connection's own event loop alone changes it, and reads it without a lock. */
    volatile Phase phase = Phase.HEADER;

    /** Whether its end was announced, so that no further request gets a response. Only its event loop uses this. */
    boolean isLeaving;

    /** The tick at which the phase began. */
    long since;

    /** The action for a late body; null to close the connection. */
    @Nullable
    Runnable whenLate;

    OpenConnection(Channel channel) {
        this.channel = channel;
        this.address = addressOf(channel);
        channel.attr(KEY).set(this);
    }

    /** The connection of a channel, or null if it was not recorded. */
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
