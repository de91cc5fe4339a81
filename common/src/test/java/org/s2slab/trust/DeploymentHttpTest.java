package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.s2slab.config.Hosts;
import org.s2slab.testing.TestTls;
import org.s2slab.trust.DeploymentHttp.NoAnswer;

/** What the network does to a request before anybody has proven a name. */
class DeploymentHttpTest {
    private static final URI EXCHANGE = URI.create("https://exchange.contoso.com/EWS/Exchange.asmx");
    private static final DeploymentHttp.Limits LIMITS = new DeploymentHttp.Limits(Duration.ofSeconds(10), 1000);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** When the reset comes, before or within the first messages of TLS, is up to the machine. */
    @RepeatedTest(20)
    void aConnectionThatIsResetWasNotReachedWhateverTlsMakesOfIt() {
        assertThat(answerFrom(DeploymentHttpTest::reset)).isEqualTo(NoAnswer.Why.NOT_REACHED);
        assertThat(answerFrom(socket -> socket.handler(hello -> reset(socket)))).isEqualTo(NoAnswer.Why.NOT_REACHED);
        assertThat(answerFrom(socket -> socket.handler(hello -> socket.end()))).isEqualTo(NoAnswer.Why.NOT_REACHED);
    }

    private NoAnswer.Why answerFrom(Handler<NetSocket> server) {
        NetServer listening = vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(0))
                .connectHandler(socket -> {
                    socket.exceptionHandler(reset -> {});
                    server.handle(socket);
                })
                .listen()
                .await();
        Hosts hosts = new Hosts();
        hosts.put(EXCHANGE.getHost(), new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.actualPort()));
        var http = new DeploymentHttp(vertx, vertx.createHttpClient(TestTls.client()), hosts);
        NoAnswer none = catchThrowableOfType(
                NoAnswer.class,
                () -> http.send(HttpMethod.GET, EXCHANGE, MultiMap.caseInsensitiveMultiMap(), null, LIMITS)
                        .await());
        return none.why();
    }

    private static void reset(NetSocket socket) {
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
    }
}
