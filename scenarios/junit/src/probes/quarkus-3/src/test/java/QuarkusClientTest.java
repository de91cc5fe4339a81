import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.Tokens;

/** An application calls Exchange with the Vert.x of Quarkus. */
@QuarkusTest
@S2SLab(scenario = "on-premises-trust")
class QuarkusClientTest {
    @Inject
    Vertx vertx;

    @Test
    void callsExchange(RunningLab lab, Tokens tokens, HopAssertions journal) throws Exception {
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

        // The token is accepted, and then the body is not an envelope.
        assertEquals(500, response.statusCode());
        journal.shows("exchange accepts lync for anna@contoso.com", 1);
    }
}
