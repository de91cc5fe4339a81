package org.s2slab.junit.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            Optional<String> user = userOf(field.replaceFirst("^Bearer ", ""));
            byte[] body = user.map("Hello "::concat).orElse("").getBytes(US_ASCII);
            request.sendResponseHeaders(user.isPresent() ? 200 : 401, user.isPresent() ? body.length : -1);
            request.getResponseBody().write(body);
            request.close();
        }

        /** The user in a token; empty if anything is wrong with it. */
        private Optional<String> userOf(String token) {
            try {
                String outer = claims(token);
                String signed = member(outer, "actortoken");
                String actor = claims(signed);
                boolean good = verifies(signed)
                        && member(actor, "aud").equals(AUDIENCE)
                        && member(outer, "aud").equals(AUDIENCE)
                        && member(outer, "iss").equals(member(actor, "nameid"))
                        && member(actor, "trustedfordelegation").equals("true")
                        && isNow(actor)
                        && isNow(outer);
                return good ? Optional.of(member(outer, "upn")) : Optional.empty();
            } catch (GeneralSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        }

        private boolean verifies(String token) throws GeneralSecurityException {
            int dot = token.lastIndexOf('.');
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(lync);
            rsa.update(token.substring(0, dot).getBytes(US_ASCII));
            return rsa.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        }

        private static String claims(String token) {
            return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), US_ASCII);
        }

        private static boolean isNow(String claims) {
            long now = Instant.now().getEpochSecond();
            return Long.parseLong(member(claims, "nbf")) <= now + 300
                    && now - 300 <= Long.parseLong(member(claims, "exp"));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** A member of a JSON object, found without a JSON library so that this example needs none. */
    private static String member(String json, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
        if (!found.find()) {
            throw new IllegalArgumentException("no member " + name);
        }
        return found.group(1);
    }

    private Payroll payroll;

    /** The resource learns Lync's key where every partner does: from Lync's AuthMetadata document. */
    @BeforeEach
    void open(HttpClient http, @OnNode("lync") URI lync) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(lync.resolve("/metadata/json/1")).build();
        String key = member(http.send(request, BodyHandlers.ofString()).body(), "value");
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
        TokenBuilder right = tokens.from("lync").to(AUDIENCE).forUser("anna@contoso.com");

        assertEquals("200 Hello anna@contoso.com", call(right));
    }

    @Test
    void takesNoTokenThatIsWrongInAnyWay(Tokens tokens) throws Exception {
        TokenBuilder right = tokens.from("lync").to(AUDIENCE).forUser("anna@contoso.com");

        assertEquals("401 ", call(right.signedByAnOutsider()));
        assertEquals("401 ", call(right.withoutSignature()));
        assertEquals("401 ", call(right.to("exchange")));
        assertEquals("401 ", call(right.valid(Instant.now().minus(Duration.ofDays(1)), Duration.ofHours(8))));
        assertEquals("401 ", call(tokens.from("exchange").to(AUDIENCE).forUser("anna@contoso.com")));
        assertEquals("401 ", call(tokens.from("lync").to(AUDIENCE)));
    }

    private String call(TokenBuilder token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(payroll.address())
                .header("Authorization", token.bearer())
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
