package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.HostsFile;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.TraceParent;
import org.s2slab.trust.DeploymentHttpClient.NoAnswer;

/** What the network does to a request before anybody has proven a name. */
class DeploymentHttpClientTest {
    private static final URI EXCHANGE = URI.create("https://exchange.contoso.com/EWS/Exchange.asmx");
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(10), 1000);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** When the reset comes, before or within the first messages of TLS, is up to the machine. */
    @RepeatedTest(20)
    void aConnectionThatIsResetWasNotReachedWhateverTlsMakesOfIt() {
        assertThat(answerFrom(DeploymentHttpClientTest::reset)).isEqualTo(NoAnswer.Why.NOT_REACHED);
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
        HostsFile hosts = new HostsFile();
        hosts.put(EXCHANGE.getHost(), new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.actualPort()));
        var http = new DeploymentHttpClient(vertx, vertx.createHttpClient(TestTls.client()), hosts);
        NoAnswer none = catchThrowableOfType(
                NoAnswer.class,
                () -> http.send(HttpMethod.GET, EXCHANGE, MultiMap.caseInsensitiveMultiMap(), null, LIMITS)
                        .await());
        return none.why();
    }

    @Test
    void asksForTheWholeAddressUnderTheRealHostName() {
        var http = http(request -> request.response().end(request.uri() + " " + request.getHeader("Host")));
        assertThat(bodyOf(http, "http://exchange.contoso.com/a?b=c%20d", LIMITS))
                .isEqualTo("/a?b=c%20d exchange.contoso.com");
        assertThat(bodyOf(http, "http://exchange.contoso.com", LIMITS)).isEqualTo("/ exchange.contoso.com");
    }

    @Test
    void readsABodyAsLongAsTheLimitAndNoLongerOne() {
        var http = http(request -> request.response().end("abc"));
        String address = "http://exchange.contoso.com/";
        assertThat(bodyOf(http, address, new DeploymentHttpClient.Limits(LIMITS.time(), 3)))
                .isEqualTo("abc");
        assertThat(catchThrowableOfType(
                                NoAnswer.class,
                                () -> bodyOf(http, address, new DeploymentHttpClient.Limits(LIMITS.time(), 2)))
                        .why())
                .isEqualTo(NoAnswer.Why.TOO_LARGE);
    }

    /** Otherwise the span of the request would stay open, and in memory. */
    @Test
    void aRequestThatCannotEvenBeginEndsForTheObserver() {
        List<Integer> ended = new ArrayList<>();
        var http = http(request -> request.response().end()).observedBy(new SpanObserver() {
            @Override
            public Ending began(TraceParent place, Exchange exchange) {
                return (status, operation) -> ended.add(status);
            }
        });
        assertThatThrownBy(() -> http.send(
                        TraceParent.start(IdGenerator.seeded(1)),
                        HttpMethod.GET,
                        URI.create("https:/no-host"),
                        MultiMap.caseInsensitiveMultiMap(),
                        null,
                        LIMITS))
                .isInstanceOf(NullPointerException.class);
        assertThat(ended).containsExactly(0);
    }

    /** The partner sees that nobody waits for its response any more. */
    @Test
    void endsTheRequestWhenTheTimeIsOver() {
        Promise<Void> closed = Promise.promise();
        var http = http(request -> request.connection().closeHandler(closed::complete));
        assertThat(catchThrowableOfType(
                                NoAnswer.class,
                                () -> bodyOf(
                                        http,
                                        "http://exchange.contoso.com/",
                                        new DeploymentHttpClient.Limits(Duration.ofMillis(200), 3)))
                        .why())
                .isEqualTo(NoAnswer.Why.TOO_SLOW);
        closed.future().await();
    }

    @Test
    void triesTheNextServerOfAPoolIfOneCannotBeReached() {
        List<InetSocketAddress> pool =
                List.of(address(1), address(serve(request -> request.response().end("the second"))));
        var http = http(pool);
        for (int i = 0; i < 4; i++) {
            assertThat(bodyOf(http, "http://exchange.contoso.com/", LIMITS)).isEqualTo("the second");
        }
    }

    /** The first server may have done what it was asked before it lost the connection. A GET changes nothing. */
    @ParameterizedTest
    @CsvSource({"POST,1", "GET,2"})
    void repeatsOnlyAGetThatWasSent(String method, int requests) {
        List<String> asked = new ArrayList<>();
        Handler<HttpServerRequest> cutting = request -> {
            asked.add(request.uri());
            request.connection().close();
        };
        var http = http(List.of(address(serve(cutting)), address(serve(cutting))));
        var sent = http.send(
                HttpMethod.valueOf(method),
                URI.create("http://exchange.contoso.com/a"),
                MultiMap.caseInsensitiveMultiMap(),
                null,
                LIMITS);
        assertThat(catchThrowableOfType(NoAnswer.class, sent::await).why()).isEqualTo(NoAnswer.Why.NOT_REACHED);
        assertThat(asked).hasSize(requests).containsOnly("/a");
    }

    private static String bodyOf(DeploymentHttpClient http, String address, DeploymentHttpClient.Limits limits) {
        return http.send(HttpMethod.GET, URI.create(address), MultiMap.caseInsensitiveMultiMap(), null, limits)
                .await()
                .body()
                .toString();
    }

    /** A client of a deployment in which a server without TLS has the name of Exchange; the machine is idle. */
    private DeploymentHttpClient http(Handler<HttpServerRequest> server) {
        return http(List.of(address(serve(server))));
    }

    private DeploymentHttpClient http(List<InetSocketAddress> servers) {
        HostsFile hosts = new HostsFile();
        hosts.put(EXCHANGE.getHost(), servers);
        return new DeploymentHttpClient(
                vertx.createHttpClient(), hosts, new TimeLimit(vertx, () -> Future.succeededFuture(1.0)));
    }

    private int serve(Handler<HttpServerRequest> server) {
        return vertx.createHttpServer()
                .requestHandler(server)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The server's queue is full, so its machine answers nothing; there is room when the limit has passed and the machine is asked. */
    @Test
    void aConnectionMayTakeAsLongAsTheWholeExchangeOnASlowMachine() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = full(server);
            HostsFile hosts = new HostsFile();
            hosts.put(EXCHANGE.getHost(), new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            var accepting = new Thread(() -> answerAll(server), "server");
            var slow = new TimeLimit(vertx, () -> {
                accepting.start();
                return Future.succeededFuture(1000.0);
            });
            var http = new DeploymentHttpClient(vertx.createHttpClient(), hosts, slow);

            var answer = http.send(
                            HttpMethod.GET,
                            URI.create("http://exchange.contoso.com/"),
                            MultiMap.caseInsensitiveMultiMap(),
                            null,
                            new DeploymentHttpClient.Limits(Duration.ofMillis(500), 1000))
                    .await();
            assertThat(answer.status()).isEqualTo(200);
            for (Socket one : queue) {
                one.close();
            }
        }
    }

    /** The connection is made when the caller has been told already that nothing was reached. */
    @Test
    void sendsNothingOverAConnectionThatComesTooLate() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = full(server);
            HostsFile hosts = new HostsFile();
            hosts.put(EXCHANGE.getHost(), new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            var http = new DeploymentHttpClient(
                    vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(1)),
                    hosts,
                    new TimeLimit(vertx, () -> Future.succeededFuture(1.0)));
            var limits = new DeploymentHttpClient.Limits(Duration.ofMillis(50), 1000);
            assertThat(catchThrowableOfType(NoAnswer.class, () -> bodyOf(http, "http://exchange.contoso.com/", limits))
                            .why())
                    .isEqualTo(NoAnswer.Why.TOO_SLOW);

            server.setSoTimeout(60_000);
            for (Socket one : queue) {
                one.close();
            }
            for (int i = 0; i <= queue.size(); i++) {
                try (Socket accepted = server.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    /** Connects until nothing more is taken up, as nobody accepts. */
    private static List<Socket> full(ServerSocket server) throws IOException {
        List<Socket> queue = new ArrayList<>();
        while (true) {
            Socket one = new Socket();
            try {
                one.connect(server.getLocalSocketAddress(), 300);
                queue.add(one);
            } catch (SocketTimeoutException e) {
                one.close();
                return queue;
            }
        }
    }

    private static void answerAll(ServerSocket server) {
        try {
            while (true) {
                Socket accepted = server.accept();
                new Thread(() -> answer(accepted), "connection").start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void answer(Socket connection) {
        try {
            if (connection.getInputStream().read() >= 0) {
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void reset(NetSocket socket) {
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
    }
}
