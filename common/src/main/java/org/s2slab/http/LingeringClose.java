package org.s2slab.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending (RFC 9112, 9.6). The node sends nothing more, and discards the
 * encrypted bytes that it receives, until the client closes the connection, too. If the node closed it at once, the
 * operating system would reset the connection, and the response would be lost.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    /**
     * The time in seconds until the node itself closes the connection; less than the usual time for a body or a header.
     */
    private static final long LONGEST = 20;

    /** Maximum number of bytes of one read. */
    private static final int PORTION = 64 * 1024;

    /** The time in milliseconds between two reads: 32 MB take five seconds, which is little work for the event loop. */
    private static final long PACE = 10;

    /** Announces in a response that it is the last response on its connection (RFC 9112, 9.6). */
    static void announce(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        OpenConnection.of(request.connection()).isLeaving = true;
    }

    /** Closes a connection after all data written on it. */
    static void begin(HttpConnection connection) {
        Channel channel = OpenConnection.channelOf(connection);
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> end(channel)));
    }

    private static void end(Channel channel) {
        if (!channel.isActive() || channel.pipeline().get(LingeringClose.class) != null) {
            return;
        }
        channel.config()
                .setAutoRead(false)
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(PORTION).maxMessagesPerRead(1));
        channel.pipeline().addFirst(new LingeringClose());
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        Future<Void> told = tls == null ? channel.newSucceededFuture() : tls.closeOutbound();
        told.addListener(sent -> ((DuplexChannel) channel).shutdownOutput());
        channel.eventLoop().schedule(() -> channel.close(), LONGEST, TimeUnit.SECONDS);
        channel.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.executor().schedule(context::read, PACE, TimeUnit.MILLISECONDS);
    }
}
