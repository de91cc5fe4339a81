import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.Tokens;
import org.slf4j.LoggerFactory;

/** The project's own Vert.x, SQLite and Logback work as before while the lab runs with other versions. */
@S2SLab(scenario = "on-premises-trust")
class VertxClientTest {
    @Test
    void callsExchangeWithTheVertxOfTheProject(RunningLab lab, Tokens tokens, HopAssertions journal) throws Exception {
        assertTrue(Vertx.class.getProtectionDomain().getCodeSource().getLocation().toString()
                .endsWith("vertx-core-" + System.getProperty("probe.vertx") + ".jar"));
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(lab.rootCertificate().toString()))
                .setProxyOptions(new ProxyOptions()
                        .setHost(lab.proxy().getHostString())
                        .setPort(lab.proxy().getPort())));
        String token = tokens.from("lync").to("exchange").forUser("anna@contoso.com").bearer();
        HttpClientResponse response = client.request(HttpMethod.POST, 443, "exchange.contoso.com", "/EWS/Exchange.asmx")
                .compose(request -> request.putHeader("Authorization", token).send())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        vertx.close().toCompletionStage().toCompletableFuture().get();

        // The token is accepted, and then the body is not an envelope.
        assertEquals(500, response.statusCode());
        journal.shows("exchange accepts lync for anna@contoso.com", 1);
    }

    @Test
    void findsItsOwnDatabaseDriver() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertTrue(connection.getMetaData().getDriverVersion().startsWith("3.45."));
        }
    }

    @Test
    void logsNothingOfTheLab() throws Exception {
        LoggerFactory.getLogger("probe").debug("configured by the property");

        String log = Files.readString(Path.of(System.getProperty("probe.log")));
        assertTrue(log.contains("probe configured by the property"));
        assertFalse(log.contains("org.s2slab"));
    }

    @Test
    void doesNotSeeTheEngine() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.s2slab.engine.deployment.Deployment"));
    }
}
