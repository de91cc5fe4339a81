package org.s2slab.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.TlsOptions;
import org.s2slab.testing.TestKeys;
import org.s2slab.token.ActorTokenTemplate;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.OperationCounters;

/**
 * The yardstick for tokens, in a JVM of its own: a Vert.x endpoint that reads a form and signs a token of the same shape
 * and key size with the same provider, and does nothing else; and, asked for {@code /loop}, no HTTP either.
 */
public final class BareAuthorizationServer {
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";

    private final RsaEngine engine = new RsaEngine(new OperationCounters());
    private final TokenIssuer issuer = new TokenIssuer(engine, Clock.systemUTC());
    private final SigningKey key = TestKeys.lync();
    private final ActorTokenTemplate template = ActorTokenTemplate.ofAuthorizationServer(
            new Audience(WellKnownPrincipals.EXCHANGE, "outlook.office365.com", TENANT),
            new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, TENANT),
            new PrincipalId(WellKnownPrincipals.LYNC, TENANT),
            true,
            "9f1c2d3e-0000-4000-8000-000000000001");

    private BareAuthorizationServer() {}

    /** @param args PEM files: private key, certificate */
    public static void main(String[] args) throws Exception {
        BareAuthorizationServer bare = new BareAuthorizationServer();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        int plain = bare.listen(vertx, new HttpServerOptions());
        int tls = bare.listen(vertx, TlsOptions.server(Path.of(args[0]), Path.of(args[1])));
        System.out.println("READY " + plain + " " + tls + " " + RsaEngine.name());
        System.in.read();
        vertx.close().await();
    }

    private int listen(Vertx vertx, HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/loop")) {
            request.response().end(Long.toString(Math.round(loop(Long.parseLong(request.getParam("millis"))))));
            return;
        }
        request.setExpectMultipart(true);
        request.end()
                .onSuccess(read -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                        .end(token()));
    }

    private String token() {
        Instant now = Instant.now();
        Instant expires = now.plus(Duration.ofHours(24));
        return new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", "86399")
                .put("not_before", Long.toString(now.getEpochSecond()))
                .put("expires_on", Long.toString(expires.getEpochSecond()))
                .put("access_token", issuer.sign(template, key, now, expires))
                .encode();
    }

    /** Verifications of one signature and signatures, one of each, for a second: what the processor can at most. */
    private double loop(long millis) {
        byte[] content = "x".repeat(600).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = engine.sign(key.privateKey(), content);
        long begin = System.nanoTime();
        long end = begin + millis * 1_000_000;
        long pairs = 0;
        while (System.nanoTime() < end) {
            if (!engine.verify(key.certificate().getPublicKey(), content, signature)) {
                throw new IllegalStateException("its own signature does not verify");
            }
            signature = engine.sign(key.privateKey(), content);
            pairs++;
        }
        return pairs * 1e9 / (System.nanoTime() - begin);
    }
}
