package org.s2slab.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's TLS, which announces each connection as soon as it is accepted. Vert.x announces a connection only after
 * the TLS handshake, but a client that never begins TLS uses a file of the process as well. {@link HandshakeTurns}
 * computes the handshakes.
 */
final class ConnectionReportingTls extends JdkSSLEngineOptions {
    /**
     * Reads at most 64 KiB of a connection before other connections have their turn. With Netty's default of sixteen
     * reads, a large body would be decrypted at once.
     */
    private static final RecvByteBufAllocator PORTION = new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1);

    private final Consumer<Channel> accepted;

    ConnectionReportingTls(Consumer<Channel> accepted) {
        this.accepted = accepted;
    }

    @Override
    public ConnectionReportingTls copy() {
        return new ConnectionReportingTls(accepted);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new Announcing(super.create(), accepted);
            }
        };
    }

    private static final class Announcing extends DelegatingSslContext {
        private final Consumer<Channel> accepted;

        Announcing(SslContext jdk, Consumer<Channel> accepted) {
            super(jdk);
            this.accepted = accepted;
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
            return announcing(newEngine(allocator), startTls);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
            return announcing(newEngine(allocator, host, port), startTls);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // The JDK's context has already set everything.
        }

        private SslHandler announcing(SSLEngine engine, boolean startTls) {
            Handshake handshake = new Handshake();
            return new SslHandler(engine, startTls, handshake) {
                @Override
                public void handlerAdded(ChannelHandlerContext context) throws Exception {
                    super.handlerAdded(context);
                    context.channel().config().setRecvByteBufAllocator(PORTION);
                    accepted.accept(context.channel());
                    handshake.channel = context.channel();
                }
            };
        }
    }

    /** Executes the computations of the handshake of one connection. */
    private static final class Handshake implements Executor {
        private @Nullable Channel channel;

        @Override
        public void execute(Runnable computation) {
            Channel begun = Objects.requireNonNull(channel, "a handshake before its connection");
            HandshakeTurns.ofProcess().add(begun, computation);
        }
    }
}
