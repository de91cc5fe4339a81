package org.s2slab.junit.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000@contoso.com";

    /** The resource under test: greets the user for whom Lync calls, and answers 401 to everything else. */
    static final class Payroll implements AutoCloseable {
        private static final Set<String> EMPLOYEES = Set.of("anna@contoso.com");
        private static final Duration SKEW = Duration.ofMinutes(5);

        private final HttpServer server;
        private final X509Certificate lync;

        Payroll(X509Certificate lync) throws IOException {
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

        /** The user in a token; empty if anything is wrong with it. A token is what Lync makes for a user, no more. */
        Optional<String> userOf(String token) {
            try {
                PlainJWT outer = PlainJWT.parse(token);
                Map<String, Object> claims = outer.getPayload().toJSONObject();
                String signed = (String) claims.get("actortoken");
                SignedJWT actor = SignedJWT.parse(signed);
                Map<String, Object> by = actor.getPayload().toJSONObject();
                String user = (String) claims.get("upn");
                boolean good = isCanonical(token, outer)
                        && isCanonical(signed, actor)
                        && actor.verify(new RSASSAVerifier((RSAPublicKey) lync.getPublicKey()))
                        && header(outer).equals(Map.of("typ", "JWT", "alg", "none"))
                        && header(actor).equals(Map.of("typ", "JWT", "alg", "RS256", "x5t", x5t()))
                        && by.equals(Map.of(
                                "aud",
                                AUDIENCE,
                                "iss",
                                LYNC,
                                "nameid",
                                LYNC,
                                "trustedfordelegation",
                                "true", //
                                "nbf",
                                by.get("nbf"),
                                "exp",
                                by.get("exp")))
                        && EMPLOYEES.contains(user)
                        && claims.equals(Map.of(
                                "aud",
                                AUDIENCE,
                                "iss",
                                LYNC,
                                "nameid",
                                user,
                                "upn",
                                user,
                                "smtp",
                                user,
                                "sip",
                                user, //
                                "nii",
                                "urn:office:idp:activedirectory",
                                "actortoken",
                                signed, //
                                "nbf",
                                claims.get("nbf"),
                                "exp",
                                claims.get("exp")))
                        && isNow(by, Duration.ofHours(24))
                        && isNow(claims, Duration.ofHours(8))
                        && !moment(claims, "nbf").isBefore(moment(by, "nbf"))
                        && !moment(claims, "exp").isAfter(moment(by, "exp"));
                return good ? Optional.of(user) : Optional.empty();
            } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        }

        /** Whether a token is written in the one way that is right for its bytes. */
        private static boolean isCanonical(String token, JOSEObject parsed) {
            return parsed.getPayload().toString().startsWith("{")
                    && Stream.of(token.split("\\.", -1))
                            .allMatch(part -> Base64URL.encode(new Base64URL(part).decode())
                                    .toString()
                                    .equals(part));
        }

        /** The header as it was sent: the library's own object leaves out what is empty. */
        private static Map<String, Object> header(JOSEObject token) throws ParseException {
            return JSONObjectUtils.parse(token.getHeader().getParsedBase64URL().decodeToString());
        }

        private String x5t() throws GeneralSecurityException {
            return Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(lync.getEncoded()))
                    .toString();
        }

        private boolean isNow(Map<String, Object> claims, Duration longest) {
            Instant from = moment(claims, "nbf");
            Instant to = moment(claims, "exp");
            Instant now = Instant.now();
            return from.isBefore(to)
                    && !to.isAfter(from.plus(longest))
                    && !from.isAfter(now.plus(SKEW))
                    && to.isAfter(now.minus(SKEW))
                    && !from.isBefore(lync.getNotBefore().toInstant());
        }

        private static Instant moment(Map<String, Object> claims, String name) {
            String seconds = (String) claims.get(name);
            if (!seconds.matches("[1-9][0-9]{9}")) {
                throw new IllegalArgumentException(name);
            }
            return Instant.ofEpochSecond(Long.parseLong(seconds));
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
        String document = http.send(request, BodyHandlers.ofString()).body();
        payroll = new Payroll(keyIn(document));
    }

    /** The certificate in an AuthMetadata document. */
    static X509Certificate keyIn(String document) throws ParseException {
        var key = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(document), "keys")[0];
        String certificate = JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(key, "keyvalue"), "value");
        return X509CertUtils.parse(new Base64(certificate).decode());
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
