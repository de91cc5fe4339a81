package org.s2slab.client;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.token.ActorToken;
import org.s2slab.token.KeptToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenHash;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.DedicatedApplication;
import org.s2slab.trust.DeploymentHttpClient;

/**
 * Requests actor tokens from an authorization server with an assertion that this node signs. Caches each token for its
 * audience until shortly before it expires. Cached tokens are used even while the server is unavailable.
 */
public final class AuthorizationServerTokenSource {
    /** Five seconds, because people wait. 16 KiB is several times the response with the longest token. */
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(5), 16 * 1024);

    /** The name of the grant in Exchange, Lync and SharePoint; RFC 7523 uses another name. */
    private static final String GRANT = "http://oauth.net/grant_type/jwt/1.0/bearer";

    private static final String CLIENT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final AuthorizationServerDirectory servers;
    private final DeploymentHttpClient http;
    private final SelfIssuedTokenSource selfIssued;
    private final TokenIssuer issuer;
    private final Clock clock;
    private final PartnerClient.Instruments instruments;
    private final Map<Key, CachedToken> kept = new ConcurrentHashMap<>();

    /** A token, or the running request for it, with the time of the request by this node's clock. */
    private record CachedToken(Future<ActorToken> token, Instant requested) {}

    /**
     * The cache key of a token. The key changes if the server is moved or registered again, or this node's certificate
     * changes. The configuration epoch is not in the key, because a new epoch does not affect issued tokens.
     */
    private record Key(
            Audience audience, String application, PrincipalId server, URI document, long trustedSince, String x5t) {}

    public AuthorizationServerTokenSource(
            AuthorizationServerDirectory servers,
            DeploymentHttpClient http,
            SelfIssuedTokenSource selfIssued,
            TokenIssuer issuer,
            Clock clock,
            PartnerClient.Instruments instruments) {
        this.servers = servers;
        this.http = http;
        this.selfIssued = selfIssued;
        this.issuer = issuer;
        this.clock = clock;
        this.instruments = instruments;
    }

    /**
     * Obtains a token of this server for an audience in its tenant, from the cache or by one shared request. Fails with
     * TOKEN_UNOBTAINABLE.
     *
     * @param application this node's application id in the server's tenant
     */
    Future<ActorProof> prove(AuthorizationServer server, Audience audience, String application, CallContext context) {
        return prove(server, audience, new PrincipalId(application, server.realm()), null, context);
    }

    /**
     * Obtains a token for this organisation's own application, as
     * {@link #prove(AuthorizationServer, Audience, String, CallContext)} does for Microsoft's application.
     */
    Future<ActorProof> prove(
            AuthorizationServer server, Audience audience, DedicatedApplication own, CallContext context) {
        return prove(server, audience, own.application(), own.tokenEndpoint(), context);
    }

    /** @param v2 the v2.0 token endpoint from which a token for the application alone is requested, or null */
    private Future<ActorProof> prove(
            AuthorizationServer server, Audience audience, PrincipalId me, @Nullable URI v2, CallContext context) {
        SigningKey key = selfIssued.signingKey();
        Key requested =
                new Key(audience, me.id(), server.issuer(), server.metadataUrl(), server.trustedSince(), key.x5t());
        AtomicBoolean asked = new AtomicBoolean();
        CachedToken cached = kept.compute(requested, (same, known) -> {
            Instant now = clock.instant();
            if (known != null && isGood(known, now)) {
                return known;
            }
            asked.set(true);
            return new CachedToken(ask(server, audience, me, v2, key, context), now);
        });
        return cached.token()
                .map(got -> new ActorProof(asked.get() ? got : got.reused(), audience, me, v2 != null, null));
    }

    private static boolean isGood(CachedToken cached, Instant now) {
        Future<ActorToken> token = cached.token();
        return !token.isComplete()
                || (token.succeeded()
                        && TokenIssuer.isUsable(
                                cached.requested(), token.result().expires(), now));
    }

    /** The cached tokens, also running and refused requests, for administrators. */
    List<KeptToken> kept() {
        Instant now = clock.instant();
        return kept.entrySet().stream()
                .map(entry -> kept(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static KeptToken kept(Key key, CachedToken cached, Instant now) {
        Future<ActorToken> asked = cached.token();
        @Nullable ActorToken token = asked.result();
        KeptToken.State state = token != null
                ? KeptToken.state(cached.requested(), token.expires(), now)
                : asked.isComplete() ? KeptToken.State.REFUSED : KeptToken.State.REQUESTED;
        return new KeptToken(
                KeptToken.Kind.ISSUED,
                new KeptToken.Claims(
                        key.audience().toString(),
                        new PrincipalId(key.application(), key.server().realm()).toString(),
                        key.server().toString(),
                        null),
                key.x5t(),
                token == null ? null : TokenHash.of(token.compact()),
                token == null ? null : token.notBefore(),
                token == null ? null : token.expires(),
                state,
                asked.failed() ? PartnerCallRegistry.reason(asked.cause()) : null);
    }

    void forget(String host) {
        kept.keySet().removeIf(key -> key.audience().host().equalsIgnoreCase(host));
    }

    private Future<ActorToken> ask(
            AuthorizationServer server,
            Audience audience,
            PrincipalId me,
            @Nullable URI v2,
            SigningKey key,
            CallContext context) {
        instruments.counters().increment(OperationCounters.TOKENS_REQUESTED);
        instruments
                .journal()
                .record(
                        HopKind.TOKEN_ASKED,
                        server.issuer().product(),
                        context,
                        null,
                        new HopDetail.TokenFor(audience.toString()),
                        null);
        return servers.upToDate(server, context)
                .recover(failure -> Future.failedFuture(TokenResponse.unobtainable(
                                "'" + server.name() + "' cannot be asked: " + failure.getMessage(),
                                server.metadataUrl())
                        .because(failure)))
                .compose(known -> {
                    if (v2 != null) {
                        return send(
                                v2,
                                byScope(v2, audience, me, key),
                                TokenResponse.accessToken(resource(audience), me),
                                context);
                    }
                    URI endpoint = known.issuanceEndpoint();
                    return endpoint == null
                            ? Future.failedFuture(TokenResponse.unobtainable(
                                    "the document of '" + server.name() + "' names no place where tokens are issued",
                                    null))
                            : send(
                                    endpoint,
                                    byResource(known, endpoint, audience, me, key),
                                    TokenResponse.actorToken(server.issuer(), audience, me),
                                    context);
                });
    }

    /** The form fields of a request from an S2S server (protocol section 5.1). */
    private String byResource(
            AuthorizationServer server, URI endpoint, Audience audience, PrincipalId me, SigningKey key) {
        Audience door = new Audience(server.issuer().id(), endpoint.getHost(), server.realm());
        String assertion = issuer.assertion(door, me, key, instruments.ids().uuid());
        return "grant_type=" + encoded(GRANT) + "&assertion=" + encoded(assertion) + "&resource="
                + encoded(audience.toString());
    }

    /** The form fields of the grant client_credentials at a v2.0 endpoint (RFC 7523 section 2.2). */
    private String byScope(URI endpoint, Audience audience, PrincipalId me, SigningKey key) {
        String assertion =
                issuer.clientAssertion(endpoint, me.id(), key, instruments.ids().uuid());
        return "grant_type=client_credentials&client_id=" + encoded(me.id()) + "&client_assertion_type="
                + encoded(CLIENT_ASSERTION) + "&client_assertion=" + encoded(assertion) + "&scope="
                + encoded(resource(audience) + "/.default");
    }

    private static String resource(Audience audience) {
        return "https://" + audience.host();
    }

    private Future<ActorToken> send(URI endpoint, String form, Map<String, String> claims, CallContext context) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                .add(HttpHeaders.ACCEPT, "application/json")
                .add("client-request-id", String.valueOf(context.requestId()));
        return http.send(context.trace(), HttpMethod.POST, endpoint, headers, Buffer.buffer(form), LIMITS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof DeploymentHttpClient.NoAnswer none
                                ? TokenResponse.unobtainable("'" + endpoint + "': " + none.detail(), endpoint)
                                : failure))
                .map(answer -> new TokenResponse(endpoint, answer).token(claims, clock.instant()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
