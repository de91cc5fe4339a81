package org.s2slab.junit.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.junit.OnNode;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.TokenBuilder;
import org.s2slab.junit.Tokens;

/** A resource of one's own that Lync may call for users, tested with tokens as Lync makes them, and with wrong ones. */
@S2SLab(scenario = "on-premises-trust")
class PayrollTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUDIENCE = "6b0a3a5e-8f5c-4c53-9a9b-3b3a1f0d2c11/payroll.contoso.com@contoso.com";

    /** The resource under test: greets the user for whom Lync calls, and answers 401 to everything else. */
    static final class Payroll implements AutoCloseable {
        private final HttpServer server;
        private final Certificate lync;

        Payroll(Certificate lync) throws IOException {
            this.lync = lync;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        URI address() {
            return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        }

        private void answer(HttpExchange request) throws IOException {
            String field = String.valueOf(request.getRequestHeaders().getFirst("Authorization"));
            String user = userOf(field.replaceFirst("^Bearer ", ""));
            byte[] body = (user == null ? "" : "Hello " + user).getBytes(US_ASCII);
            request.sendResponseHeaders(user == null ? 401 : 200, body.length == 0 ? -1 : body.length);
            request.getResponseBody().write(body);
            request.close();
        }

        /** The user in a token, or null where anything is wrong with it. */
        private @Nullable String userOf(String token) {
            try {
                JsonNode outer = claims(token);
                String signed = outer.path("actortoken").asText();
                JsonNode actor = claims(signed);
                boolean good = verifies(signed)
                        && actor.path("aud").asText().equals(AUDIENCE)
                        && outer.path("aud").asText().equals(AUDIENCE)
                        && outer.path("iss")
                                .asText()
                                .equals(actor.path("nameid").asText())
                        && actor.path("trustedfordelegation").asText().equals("true")
                        && isNow(actor)
                        && isNow(outer);
                return good ? outer.path("upn").asText() : null;
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                return null;
            }
        }

        private boolean verifies(String token) throws GeneralSecurityException {
            int dot = token.lastIndexOf('.');
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(lync);
            rsa.update(token.substring(0, dot).getBytes(US_ASCII));
            return rsa.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        }

        private static JsonNode claims(String token) throws IOException {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        }

        private static boolean isNow(JsonNode claims) {
            long now = Instant.now().getEpochSecond();
            return claims.path("nbf").asLong() <= now + 300
                    && now - 300 <= claims.path("exp").asLong();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Payroll payroll;

    /** The resource learns Lync's key where every partner does: from Lync's AuthMetadata document. */
    @BeforeEach
    void open(HttpClient http, @OnNode("lync") URI lync) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(lync.resolve("/metadata/json/1")).build();
        JsonNode document =
                JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        String key = document.at("/keys/0/keyvalue/value").asText();
        payroll = new Payroll(CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(key))));
    }

    @AfterEach
    void close() {
        payroll.close();
    }

    @Test
    void greetsTheUserForWhomLyncCalls(Tokens tokens) throws Exception {
        assertThat(call(tokens.from("lync").to(AUDIENCE).forUser("anna@contoso.com")))
                .isEqualTo("200 Hello anna@contoso.com");
    }

    @Test
    void takesNoTokenThatIsWrongInAnyWay(Tokens tokens) throws Exception {
        TokenBuilder right = tokens.from("lync").to(AUDIENCE).forUser("anna@contoso.com");

        assertThat(call(right.signedByAnOutsider())).isEqualTo("401 ");
        assertThat(call(right.withoutSignature())).isEqualTo("401 ");
        assertThat(call(right.to("exchange"))).isEqualTo("401 ");
        assertThat(call(right.valid(Instant.now().minus(Duration.ofDays(1)), Duration.ofHours(8))))
                .isEqualTo("401 ");
        assertThat(call(tokens.from("exchange").to(AUDIENCE).forUser("anna@contoso.com")))
                .isEqualTo("401 ");
        assertThat(call(tokens.from("lync").to(AUDIENCE))).isEqualTo("401 ");
    }

    private String call(TokenBuilder token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(payroll.address())
                .header("Authorization", token.bearer())
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
