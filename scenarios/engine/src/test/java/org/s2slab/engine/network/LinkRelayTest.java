package org.s2slab.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests a relay in front of an echo server. */
class LinkRelayTest {
    private static final String TOLD = "0123456789";

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> open = new ArrayList<>();
    private NetServer echo;
    private LinkRelay relay;
    private int port;

    @BeforeEach
    void start() {
        echo = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(0))
                .connectHandler(socket -> socket.exceptionHandler(reset -> {}).handler(socket::write))
                .listen()
                .await();
        relay = new LinkRelay(vertx, "127.0.0.1", echo::actualPort);
        port = relay.listen().await();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        relay.close().await();
        vertx.close().await();
    }

    @Test
    void passesWhatIsSaidUntilItIsTreatedOtherwise() throws IOException {
        Socket socket = connection();
        assertThat(said(socket, TOLD)).isEqualTo(TOLD);
        socket.shutdownOutput();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void passesALotInOrder() throws IOException {
        relay.treat(LinkFault.slow(Duration.ofMillis(2), Duration.ofMillis(3), 50_000_000, 0, 7))
                .await();
        String much = TOLD.repeat(300_000);
        Socket socket = connection();
        CompletableFuture<String> back = CompletableFuture.supplyAsync(() -> read(socket, much.length()));
        socket.getOutputStream().write(much.getBytes(StandardCharsets.US_ASCII));
        assertThat(back.join()).isEqualTo(much);
    }

    @Test
    void resetsOpenConnectionsAndNewOnes() throws IOException {
        Socket before = connection();
        said(before, TOLD);
        relay.treat(LinkFault.RESET).await();
        assertThatThrownBy(() -> before.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(isReset(connection())).isTrue();

        relay.treat(LinkFault.NONE).await();
        assertThat(said(connection(), TOLD)).isEqualTo(TOLD);
    }

    @Test
    void resetsAConnectionWhenItHasBroughtItsBytes() throws IOException {
        relay.treat(LinkFault.resetAfter(15, 1)).await();
        Socket first = connection();
        assertThat(said(first, TOLD)).isEqualTo(TOLD);
        first.getOutputStream().write(TOLD.getBytes(StandardCharsets.US_ASCII));
        assertThat(isReset(first)).isTrue();
        assertThat(said(connection(), TOLD.repeat(3))).isEqualTo(TOLD.repeat(3));
        assertThat(relay.fault()).isEqualTo(LinkFault.NONE);
    }

    @Test
    void whatWasDroppedArrivesWhenTheLinkIsHealed() throws IOException {
        Socket before = connection();
        said(before, TOLD);
        relay.treat(LinkFault.DROP).await();
        Socket meanwhile = connection();
        for (Socket socket : List.of(before, meanwhile)) {
            socket.getOutputStream().write(TOLD.getBytes(StandardCharsets.US_ASCII));
        }
        await().during(Duration.ofMillis(300))
                .until(() -> before.getInputStream().available()
                                + meanwhile.getInputStream().available()
                        == 0);
        relay.treat(LinkFault.NONE).await();
        assertThat(read(before, TOLD.length())).isEqualTo(TOLD);
        assertThat(read(meanwhile, TOLD.length())).isEqualTo(TOLD);
    }

    @Test
    void everythingArrivesLaterOnASlowLink() throws IOException {
        relay.treat(LinkFault.slow(Duration.ofMillis(150), Duration.ZERO, 0, 0, 1))
                .await();
        Socket socket = connection();
        long begin = System.nanoTime();
        said(socket, TOLD);
        // The delay applies to both directions.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void aThousandBytesTakeASecondAtAThousandBytesASecond() throws IOException {
        relay.treat(LinkFault.slow(Duration.ZERO, Duration.ZERO, 1000, 0, 1)).await();
        Socket socket = connection();
        long begin = System.nanoTime();
        said(socket, TOLD.repeat(25));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(490));
    }

    @Test
    void losesTheSameConnectionsWithTheSameSeed() throws IOException {
        List<Boolean> once = lost(7);
        assertThat(once).contains(true, false);
        assertThat(lost(7)).isEqualTo(once);
        assertThat(lost(8)).isNotEqualTo(once);
    }

    @Test
    void refusesAFaultThatCannotBe() {
        assertThatThrownBy(() -> LinkFault.slow(Duration.ZERO, Duration.ZERO, 0, 101, 1))
                .hasMessageContaining("loses: 101");
        assertThatThrownBy(() -> LinkFault.slow(Duration.ofHours(1), Duration.ZERO, 0, 0, 1))
                .hasMessageContaining("PT1M");
        assertThatThrownBy(() -> LinkFault.resetAfter(0, 2)).hasMessageContaining("times");
        assertThatThrownBy(() -> LinkFault.resetAfter(-1, 0)).hasMessageContaining("negative");
    }

    private List<Boolean> lost(long seed) throws IOException {
        relay.treat(LinkFault.slow(Duration.ZERO, Duration.ZERO, 0, 50, seed)).await();
        List<Boolean> lost = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lost.add(isReset(connection()));
        }
        return lost;
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        open.add(socket);
        return socket;
    }

    private static String said(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return read(socket, text.length());
    }

    /** Whether a connection is reset. An open connection returns the sent text. */
    private static boolean isReset(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            socket.getOutputStream().write(TOLD.getBytes(StandardCharsets.US_ASCII));
            while (in.readNBytes(TOLD.length()).length == TOLD.length()) {
                return false;
            }
            throw new AssertionError("it was closed, and not reset");
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Socket socket, int length) {
        try {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
