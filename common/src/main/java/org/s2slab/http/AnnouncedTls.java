package org.s2slab.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The JDK's TLS, which announces each connection as soon as it is accepted. Vert.x announces a connection only when TLS
 * is established, but a client that never begins TLS uses a file of the process as well.
 */
final class AnnouncedTls extends JdkSSLEngineOptions {
    private final Consumer<Channel> accepted;

    AnnouncedTls(Consumer<Channel> accepted) {
        this.accepted = accepted;
    }

    @Override
    public AnnouncedTls copy() {
        return new AnnouncedTls(accepted);
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
            return announcing(newEngine(allocator), startTls, executor);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
            return announcing(newEngine(allocator, host, port), startTls, executor);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // Nothing to add to what the JDK's context has set.
        }

        private SslHandler announcing(SSLEngine engine, boolean startTls, Executor executor) {
            return new SslHandler(engine, startTls, executor) {
                @Override
                public void handlerAdded(ChannelHandlerContext context) throws Exception {
                    super.handlerAdded(context);
                    accepted.accept(context.channel());
                }
            };
        }
    }
}
