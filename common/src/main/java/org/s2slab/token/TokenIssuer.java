package org.s2slab.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.TokenHash;

/**
 * A node's built-in token server: signs actor tokens and wraps them in the unsigned outer token that names the user. It
 * caches both kinds until shortly before they expire, so that partners get the same text and need not verify it again.
 */
public final class TokenIssuer {
    /** Lifetime of an actor token of Lync and Exchange ([MS-XOAUTH] 4.2: 28,800 s). */
    public static final Duration ACTOR_LIFETIME = Duration.ofHours(8);
    /** Lifetime of an actor token of SharePoint: twelve hours, as in TokenHelper of its add-in samples. */
    public static final Duration SHAREPOINT_ACTOR_LIFETIME = Duration.ofHours(12);
    /** Maximum lifetime of an outer token: the same as of its actor token ([MS-XOAUTH] 4.4). */
    public static final Duration OUTER_LIFETIME = Duration.ofHours(8);

    /**
     * A cached token is not used in its last minutes, so that it does not expire during a call. The time is the clock
     * skew of partners (300 s), and for a token with a short lifetime half of this lifetime.
     */
    public static final Duration RENEW_BEFORE_EXPIRY = Duration.ofMinutes(5);

    /** Lifetime of an assertion: five minutes, as clients of the authorization server use. It is sent at once. */
    private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(5);

    /** Maximum number of cached tokens of each kind: some 20 MB. Each user needs an outer token, so these are many. */
    private static final int KEPT = 10_000;

    private record ActorKey(ActorTokenTemplate template, String x5t, Duration lifetime) {}

    private final RsaEngine engine;
    private final Clock clock;
    private final Duration outerLifetime;
    private final Cache<ActorKey, ActorToken> actors =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<OuterToken.Content, OuterToken> outers =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    public TokenIssuer(RsaEngine engine, Clock clock) {
        this(engine, clock, OUTER_LIFETIME);
    }

    /** @param outerLifetime maximum lifetime of an outer token, shorter if its actor token expires earlier */
    public TokenIssuer(RsaEngine engine, Clock clock, Duration outerLifetime) {
        this.engine = engine;
        this.clock = clock;
        this.outerLifetime = outerLifetime;
    }

    /**
     * Returns this node's actor token for an audience. It is signed once for an audience, a certificate and a kind of
     * use, and cached until shortly before it expires.
     *
     * @param forUser whether it will be wrapped in an outer token that names a user
     */
    public ActorToken actorToken(
            Audience audience, PrincipalId self, SigningKey key, boolean forUser, Duration lifetime) {
        ActorTokenTemplate template = ActorTokenTemplate.selfIssued(audience, self, forUser);
        ActorKey kept = new ActorKey(template, key.x5t(), lifetime);
        Instant now = now();
        ActorToken earlier = actors.getIfPresent(kept);
        if (earlier != null && isUsable(earlier.notBefore(), earlier.expires(), now)) {
            return earlier.reused();
        }
        Instant expires = now.plus(lifetime);
        ActorToken signed = new ActorToken(sign(template, key, now, expires), now, expires, ActorToken.Origin.SIGNED);
        actors.put(kept, signed);
        return signed;
    }

    /** Signs the content of a template for a period of validity; caches nothing. */
    public String sign(ActorTokenTemplate template, SigningKey key, Instant notBefore, Instant expires) {
        return SigningInput.of(template, key, notBefore, expires).signed(engine);
    }

    /**
     * Makes an assertion with which this node authenticates to an authorization server (RFC 7523, 3; without
     * {@code nameid} and {@code iat}, which that server does not require). It is used once and valid for five minutes.
     *
     * @param server the audience: the authorization server at the host that issues tokens
     * @param self this node's application in the server's tenant
     * @param id a new, unique id
     */
    public String assertion(Audience server, PrincipalId self, SigningKey key, String id) {
        Instant now = now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(ClaimNames.AUD, server.toString());
        claims.put(ClaimNames.ISS, self.toString());
        claims.put(ClaimNames.NBF, Long.toString(now.getEpochSecond()));
        claims.put(ClaimNames.EXP, Long.toString(now.plus(ASSERTION_LIFETIME).getEpochSecond()));
        claims.put(ClaimNames.JTI, id);
        Map<String, Object> header =
                ActorTokenTemplate.selfIssued(server, self, false).header(key);
        return SigningInput.of(header, claims, key).signed(engine);
    }

    /**
     * Makes an assertion with which an application authenticates at a v2.0 token endpoint, as client libraries do (RFC
     * 7523, 3). It is used once and valid for five minutes.
     *
     * @param endpoint the audience: the token endpoint
     * @param application the application's id, both issuer and subject
     * @param id a new, unique id
     */
    public String clientAssertion(URI endpoint, String application, SigningKey key, String id) {
        Instant now = now();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(ClaimNames.ALG, "RS256");
        header.put(ClaimNames.TYP, "JWT");
        header.put(ClaimNames.X5T, key.x5t());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(ClaimNames.AUD, endpoint.toString());
        claims.put(ClaimNames.ISS, application);
        claims.put(ClaimNames.SUB, application);
        claims.put(ClaimNames.JTI, id);
        claims.put(ClaimNames.NBF, now.getEpochSecond());
        claims.put(ClaimNames.EXP, now.plus(ASSERTION_LIFETIME).getEpochSecond());
        return SigningInput.of(header, claims, key).signed(engine);
    }

    /**
     * Wraps an actor token for a user ({@code app_asserted_user_v1}). The outer window lies within the actor token's
     * and is not longer than the outer lifetime (checks H3, H4). The outer token is cached for this actor token and
     * user until shortly before it expires.
     *
     * @param issuer the actor token's nameid, which must be the issuer of the outer token
     * @param identityProvider the provider of the name in {@code nameid}, such as
     *     {@link ClaimNames#NII_ACTIVE_DIRECTORY}
     * @throws IllegalArgumentException if the user has no identifier, or the actor token is not valid now
     */
    public String outerToken(
            ActorToken actor, Audience audience, PrincipalId issuer, UserIdentifiers user, String identityProvider) {
        OuterToken.Content content = new OuterToken.Content(actor.compact(), audience, issuer, user, identityProvider);
        Instant now = now();
        OuterToken earlier = outers.getIfPresent(content);
        if (earlier != null && isUsable(earlier.notBefore(), earlier.expires(), now)) {
            return earlier.compact();
        }
        Instant begin = later(now, actor.notBefore());
        Instant end = earlier(now.plus(outerLifetime), actor.expires());
        OuterToken made = OuterToken.of(content, begin, end);
        outers.put(content, made);
        return made.compact();
    }

    /** Discards the cached actor tokens for all audiences at a host. */
    public void forget(String host) {
        actors.asMap()
                .keySet()
                .removeIf(kept ->
                        Audience.parse(kept.template().audience()).host().equalsIgnoreCase(host));
    }

    /** The cached actor tokens, for administrators. */
    public List<KeptToken> keptActors() {
        Instant now = now();
        return actors.asMap().entrySet().stream()
                .map(entry -> kept(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static KeptToken kept(ActorKey key, ActorToken token, Instant now) {
        return new KeptToken(
                KeptToken.Kind.SELF_ISSUED,
                new KeptToken.Claims(
                        key.template().audience(),
                        key.template().nameid().toString(),
                        key.template().issuer().toString(),
                        null),
                key.x5t(),
                TokenHash.of(token.compact()),
                token.notBefore(),
                token.expires(),
                KeptToken.state(token.notBefore(), token.expires(), now),
                null);
    }

    /** The cached outer tokens for a user, for administrators. */
    public List<KeptToken> keptOuters(Predicate<UserIdentifiers> user) {
        Instant now = now();
        return outers.asMap().entrySet().stream()
                .filter(entry -> user.test(entry.getKey().user()))
                .map(entry -> kept(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static KeptToken kept(OuterToken.Content content, OuterToken token, Instant now) {
        return new KeptToken(
                KeptToken.Kind.OUTER,
                new KeptToken.Claims(
                        content.audience().toString(),
                        content.issuer().toString(),
                        content.issuer().toString(),
                        content.user().label()),
                null,
                TokenHash.of(content.actorToken()),
                token.notBefore(),
                token.expires(),
                KeptToken.state(token.notBefore(), token.expires(), now),
                null);
    }

    /** Discards the cached outer tokens for all audiences at a host. */
    public void forgetOuters(String host) {
        outers.asMap().keySet().removeIf(content -> content.audience().host().equalsIgnoreCase(host));
    }

    /** The present time in whole seconds, as in tokens. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The rule for all cached tokens: a token is sent only between the moment when it was obtained and its last minutes
     * ({@link #RENEW_BEFORE_EXPIRY}). If the clock was set back to before that moment, a new token is needed.
     *
     * @param obtained when the token was signed or received, by the clock of this node
     */
    public static boolean isUsable(Instant obtained, Instant expires, Instant now) {
        Duration halfLife = Duration.between(obtained, expires).dividedBy(2);
        Duration margin = halfLife.compareTo(RENEW_BEFORE_EXPIRY) < 0 ? halfLife : RENEW_BEFORE_EXPIRY;
        return !now.isBefore(obtained) && now.isBefore(expires.minus(margin));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
