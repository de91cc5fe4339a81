package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.HostsFile;
import org.s2slab.trust.DeploymentHttpClient.NoAnswer;

/** The client of a node whose hosts file names a partner by a DNS name, which gets another address meanwhile. */
class NameResolutionTest {
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(10), 1000);

    @TempDir
    Path folder;

    private Vertx vertx;

    @BeforeEach
    void resolveByAFile() throws IOException {
        answer("127.0.0.1");
        vertx = Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(NameResolution.options()
                        .setHostsPath(folder.resolve("hosts").toString())
                        .addServer("127.0.0.1:1")
                        .setQueryTimeout(100)));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    @Timeout(20)
    void eachNewConnectionResolvesTheNameAgain() throws IOException {
        int port = serveAtBoth();
        HostsFile hosts = new HostsFile();
        hosts.put("exchange.contoso.com", InetSocketAddress.createUnresolved("exchange", port));
        var http = new DeploymentHttpClient(vertx, vertx.createHttpClient(), hosts);
        assertThat(get(http, "exchange.contoso.com")).isEqualTo("exchange.contoso.com at 127.0.0.1");

        answer("127.0.0.2");
        String answer = "";
        while (!answer.equals("exchange.contoso.com at 127.0.0.2")) {
            answer = get(http, "exchange.contoso.com");
        }
    }

    @Test
    void aNameThatNobodyResolvesIsNotReached() {
        HostsFile hosts = new HostsFile();
        hosts.put("lync.contoso.com", InetSocketAddress.createUnresolved("lync", 1));
        var http = new DeploymentHttpClient(vertx, vertx.createHttpClient(), hosts);
        NoAnswer none = catchThrowableOfType(NoAnswer.class, () -> get(http, "lync.contoso.com"));
        assertThat(none.why()).isEqualTo(NoAnswer.Why.NOT_REACHED);
        assertThat(none.detail()).contains("'lync'");
    }

    private void answer(String address) throws IOException {
        Files.writeString(folder.resolve("hosts"), address + " exchange\n");
    }

    /** Serves a port that is free at both addresses. Other programs may use the first choice at one of them. */
    private int serveAtBoth() {
        for (int tries = 1; true; tries++) {
            int port = serve(0, "127.0.0.1");
            try {
                return serve(port, "127.0.0.2");
            } catch (Exception e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    /** A server that closes each connection after its response. */
    private int serve(int port, String address) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Connection", "close")
                        .end(request.authority().host() + " at " + address))
                .listen(port, address)
                .await()
                .actualPort();
    }

    private static String get(DeploymentHttpClient http, String host) {
        return http.send(
                        HttpMethod.GET,
                        URI.create("http://" + host + "/"),
                        MultiMap.caseInsensitiveMultiMap(),
                        null,
                        LIMITS)
                .await()
                .body()
                .toString();
    }
}
