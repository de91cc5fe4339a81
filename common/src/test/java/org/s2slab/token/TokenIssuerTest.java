package org.s2slab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenHash;

class TokenIssuerTest {
    private static final Audience EXCHANGE =
            new Audience(WellKnownPrincipals.EXCHANGE, "exchange.contoso.com", "contoso.com");
    private static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com");
    private static final UserIdentifiers ANNA =
            new UserIdentifiers(null, "anna@contoso.com", "anna@contoso.com", "anna@contoso.com");
    private static final long START = TestClock.START.getEpochSecond();

    private final TestClock clock = new TestClock();
    private final OperationCounters counters = new OperationCounters();
    private final TokenIssuer issuer = new TokenIssuer(new RsaEngine(counters), clock);

    @Test
    void anActorTokenReadsByteForByteAsDocumented() {
        String[] parts = actor(true).compact().split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(text(parts[0]))
                .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\""
                        + TestKeys.lync().x5t() + "\"}");
        assertThat(text(parts[1]))
                .isEqualTo("{\"aud\":\"00000002-0000-0ff1-ce00-000000000000/exchange.contoso.com@contoso.com\","
                        + "\"iss\":\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + "\"nbf\":\"" + START + "\",\"exp\":\"" + (START + 28_800) + "\","
                        + "\"nameid\":\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + "\"trustedfordelegation\":\"true\"}");
    }

    @Test
    void anIndependentLibraryVerifiesTheActorTokensSignature() throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(actor(true).compact());
        assertThat(token.verify(new RSASSAVerifier(
                        (RSAPublicKey) TestKeys.lync().certificate().getPublicKey())))
                .isTrue();
        assertThat(token.verify(new RSASSAVerifier(
                        (RSAPublicKey) TestKeys.outsider().certificate().getPublicKey())))
                .isFalse();
    }

    @Test
    void aTokenForTheApplicationAloneDoesNotClaimDelegation() {
        assertThat(text(actor(false).compact().split("\\.", -1)[1])).doesNotContain("trustedfordelegation");
    }

    @Test
    void signsOnceForAnAudienceACertificateAndAUse() {
        ActorToken first = actor(true);
        clock.advance(Duration.ofHours(7));
        ActorToken second = actor(true);
        assertThat(first.origin()).isEqualTo(ActorToken.Origin.SIGNED);
        assertThat(second.origin()).isEqualTo(ActorToken.Origin.REUSED);
        assertThat(second.compact()).isEqualTo(first.compact());
        assertThat(signatures()).isEqualTo(1);

        assertThat(actor(false).origin()).isEqualTo(ActorToken.Origin.SIGNED);
        assertThat(actor(TestKeys.outsider()).origin()).isEqualTo(ActorToken.Origin.SIGNED);
        assertThat(signatures()).isEqualTo(3);
    }

    @Test
    void signsAgainShortlyBeforeExpiry() {
        actor(true);
        clock.advance(TokenIssuer.ACTOR_LIFETIME.minus(TokenIssuer.RENEW_BEFORE_EXPIRY));
        ActorToken renewed = actor(true);
        assertThat(renewed.origin()).isEqualTo(ActorToken.Origin.SIGNED);
        assertThat(renewed.notBefore()).isEqualTo(clock.instant());
    }

    @Test
    void keepsAShortLivedTokenForHalfItsLife() {
        Duration minute = Duration.ofMinutes(1);
        issuer.actorToken(EXCHANGE, LYNC, TestKeys.lync(), true, minute);
        clock.advance(Duration.ofSeconds(29));
        assertThat(issuer.actorToken(EXCHANGE, LYNC, TestKeys.lync(), true, minute)
                        .origin())
                .isEqualTo(ActorToken.Origin.REUSED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(issuer.actorToken(EXCHANGE, LYNC, TestKeys.lync(), true, minute)
                        .origin())
                .isEqualTo(ActorToken.Origin.SIGNED);
    }

    @Test
    void anOuterTokenReadsByteForByteAsDocumented() {
        ActorToken actor = actor(true);
        String outer = outer(actor, ANNA);
        assertThat(outer).endsWith(".");
        String[] parts = outer.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(text(parts[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"none\"}");
        assertThat(text(parts[1]))
                .isEqualTo("{\"aud\":\"00000002-0000-0ff1-ce00-000000000000/exchange.contoso.com@contoso.com\","
                        + "\"iss\":\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + "\"nbf\":\"" + START + "\",\"exp\":\"" + (START + 28_800) + "\","
                        + "\"nameid\":\"anna@contoso.com\",\"nii\":\"urn:office:idp:activedirectory\","
                        + "\"smtp\":\"anna@contoso.com\",\"sip\":\"anna@contoso.com\",\"upn\":\"anna@contoso.com\","
                        + "\"actortoken\":\"" + actor.compact() + "\"}");
    }

    @Test
    void namesTheUserBySidElseUpnElseMailAddress() {
        ActorToken actor = actor(true);
        assertThat(text(outer(actor, new UserIdentifiers("s-1-5-21-1-2-3-1104", "a@contoso.com", null, null))
                        .split("\\.", -1)[1]))
                .contains("\"nameid\":\"s-1-5-21-1-2-3-1104\"", "\"upn\":\"a@contoso.com\"")
                .doesNotContain("smtp", "\"sip\"");
        assertThat(text(outer(actor, new UserIdentifiers(null, null, "m@contoso.com", "s@contoso.com"))
                        .split("\\.", -1)[1]))
                .contains("\"nameid\":\"m@contoso.com\"")
                .doesNotContain("upn");
        assertThatThrownBy(() -> outer(actor, new UserIdentifiers(null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void escapesWhatJsonMustEscape() {
        String outer = outer(actor(true), new UserIdentifiers(null, "a\"\\\n\u00e9", null, null));
        assertThat(text(outer.split("\\.", -1)[1])).contains("\"upn\":\"a\\\"\\\\\\n\u00e9\"");
    }

    @Test
    void h4TheOuterWindowLiesWithinTheActorTokens() {
        ActorToken actor = actor(true);
        clock.advance(Duration.ofHours(7).plusMinutes(30));
        Instant begin = clock.instant();
        assertThat(text(outer(actor, ANNA).split("\\.", -1)[1]))
                .contains("\"nbf\":\"" + begin.getEpochSecond() + "\",\"exp\":\"" + (START + 28_800) + "\"");
    }

    @Test
    void givesTheSameOuterTokenForTheSameUserUntilShortlyBeforeItExpires() {
        ActorToken actor = actor(true);
        String first = outer(actor, ANNA);
        clock.advance(Duration.ofHours(7).plusMinutes(54));
        assertThat(outer(actor(true), ANNA)).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(outer(actor(true), ANNA)).isNotEqualTo(first);
    }

    @Test
    void wrapsNothingAroundAnExpiredActorToken() {
        ActorToken actor = actor(true);
        clock.advance(Duration.ofHours(9));
        assertThatThrownBy(() -> outer(actor, ANNA)).hasMessageContaining("actor token");
    }

    @Test
    void theAuthorizationServersTokenHasNumbersForDatesAndItsDocumentedOrder() {
        PrincipalId server = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, "tenant");
        ActorTokenTemplate template = ActorTokenTemplate.ofAuthorizationServer(EXCHANGE, server, LYNC, true, "0b1c");
        String token = issuer.sign(template, TestKeys.lync(), TestClock.START, TestClock.START.plusSeconds(60));
        assertThat(SigningInput.of(template, TestKeys.lync(), TestClock.START, TestClock.START.plusSeconds(60))
                        .hash())
                .isEqualTo(TokenHash.of(token));
        String x5t = TestKeys.lync().x5t();
        String[] parts = token.split("\\.", -1);
        assertThat(text(parts[0]))
                .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\"" + x5t + "\",\"kid\":\"" + x5t + "\"}");
        assertThat(text(parts[1]))
                .isEqualTo("{\"aud\":\"" + EXCHANGE + "\",\"iss\":\"" + server + "\",\"iat\":" + START + ",\"nbf\":"
                        + START + ",\"exp\":" + (START + 60) + ",\"identityprovider\":\"" + server
                        + "\",\"nameid\":\"" + LYNC
                        + "\",\"oid\":\"0b1c\",\"sub\":\"0b1c\",\"trustedfordelegation\":\"true\"}");
    }

    /** Why the library writes no tokens, decision 0051. It has members in its own order and refuses times that are texts. */
    @Test
    void anIndependentLibraryWritesAndReadsOtherTokens() throws ParseException {
        PrincipalId server = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, "tenant");
        String[] v2 = issuer.sign(
                        ActorTokenTemplate.ofAuthorizationServer(EXCHANGE, server, LYNC, true, "0b1c"),
                        TestKeys.lync(),
                        TestClock.START,
                        TestClock.START.plusSeconds(60))
                .split("\\.", -1);
        JWSHeader header = JWSHeader.parse(new Base64URL(v2[0]));
        assertThat(new JWSHeader.Builder(header).parsedBase64URL(null).build().toString())
                .hasSameSizeAs(text(v2[0]))
                .isNotEqualTo(text(v2[0]));
        assertThat(JWTClaimsSet.parse(text(v2[1])).toString())
                .hasSameSizeAs(text(v2[1]))
                .isNotEqualTo(text(v2[1]));

        String selfIssued = text(actor(true).compact().split("\\.", -1)[1]);
        assertThatThrownBy(() -> JWTClaimsSet.parse(selfIssued))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("nbf");
    }

    @Test
    void noTextFormShowsAToken() {
        ActorToken actor = actor(true);
        assertThat(actor.toString()).doesNotContain(actor.compact());
        assertThat(TestKeys.lync().toString()).doesNotContain("RSA").hasSizeLessThan(60);
    }

    private ActorToken actor(boolean forUser) {
        return issuer.actorToken(EXCHANGE, LYNC, TestKeys.lync(), forUser, TokenIssuer.ACTOR_LIFETIME);
    }

    private ActorToken actor(SigningKey key) {
        return issuer.actorToken(EXCHANGE, LYNC, key, true, TokenIssuer.ACTOR_LIFETIME);
    }

    private String outer(ActorToken actor, UserIdentifiers user) {
        return issuer.outerToken(actor, EXCHANGE, LYNC, user, ClaimNames.NII_ACTIVE_DIRECTORY);
    }

    private long signatures() {
        return counters.snapshot().getOrDefault(OperationCounters.SIGNATURES, 0L);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
