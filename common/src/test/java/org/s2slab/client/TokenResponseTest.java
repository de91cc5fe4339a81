package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;
import org.s2slab.token.ActorToken;
import org.s2slab.trust.DeploymentHttpClient;

/** An authorization server's answer, field by field. */
class TokenResponseTest {
    private static final String TENANT = "3b1c2d3e-1111-4222-8333-444455556666";
    private static final PrincipalId SERVER = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, TENANT);
    private static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, TENANT);
    private static final Audience EXCHANGE = new Audience(WellKnownPrincipals.EXCHANGE, "exchange.contoso.com", TENANT);
    private static final Instant NOW = TestClock.START;
    private static final long SECOND = NOW.getEpochSecond();

    private final TestLayer token = new TestLayer()
            .header("typ", "JWT")
            .header("alg", "RS256")
            .signedBy(TestKeys.named("server"))
            .claim("iss", SERVER.toString())
            .claim("aud", EXCHANGE.toString())
            .claim("nameid", LYNC.toString())
            .claim("nbf", SECOND)
            .claim("exp", SECOND + 60);

    @Test
    void takesATokenWithTimesAsNumbersOrTexts() {
        ActorToken numbers = taken(token);
        assertThat(numbers.notBefore()).isEqualTo(NOW);
        assertThat(numbers.expires()).isEqualTo(NOW.plusSeconds(60));
        assertThat(numbers.origin()).isEqualTo(ActorToken.Origin.ISSUED);
        token.claim("nbf", Long.toString(SECOND)).claim("exp", Long.toString(SECOND + 60));
        assertThat(taken(token).expires()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void takesATokenThatEndsInASecondAndNoneThatEndsNow() {
        assertThat(taken(token.claim("nbf", SECOND - 60).claim("exp", SECOND + 1))
                        .expires())
                .isEqualTo(NOW.plusSeconds(1));
        assertThat(fault(token.claim("exp", SECOND))).contains("the token lives from");
        assertThat(fault(token.claim("nbf", SECOND + 60).claim("exp", SECOND + 60)))
                .contains("the token lives from");
        assertThat(taken(token.claim("nbf", SECOND + 60).claim("exp", SECOND + 61))
                        .notBefore())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789", "12345678901", "-123456789", "123456789x", " 1234567890"})
    void takesNoTimeThatIsNotTenDigits(String time) {
        assertThat(fault(token.claim("exp", time))).contains("exp of the token is '" + time + "', expected ten digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "nameid", "nbf", "exp"})
    void takesNoTokenWithoutOneOfItsClaims(String claim) {
        assertThat(fault(token.withoutClaim(claim))).contains(claim + " of the token is ''");
    }

    @Test
    void takesTheKindOfTokenInAnyCaseAndNoOther() {
        assertThat(answered(200, "application/json", body("bEARER", token.text())))
                .isNull();
        assertThat(answered(200, "application/json", body("mac", token.text())))
                .contains("token_type is 'mac', expected Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", " application/json ;x"})
    void takesJson(String type) {
        assertThat(answered(200, type, body("Bearer", token.text()))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "application/jsonp", "x;application/json"})
    void takesNoOtherContent(String type) {
        assertThat(answered(200, type, body("Bearer", token.text())))
                .contains("content of type '" + type + "', expected JSON");
    }

    @Test
    void takesNoRedirectWhateverItHolds() {
        for (int status : new int[] {300, 307, 399}) {
            assertThat(answered(status, "application/json", "{\"error\":\"x\"}"))
                    .contains("status " + status + " and content of type");
        }
        for (int status : new int[] {201, 299, 400, 503}) {
            assertThat(answered(status, "application/json", "{\"error\":\"x\",\"error_description\":\"y\"}"))
                    .contains("Error code: 'x'. Description: 'y'.");
        }
    }

    @Test
    void passesOnTheServersWordsOnOneLineAndNotTooMany() {
        assertThat(answered(400, "application/json", "{\"error\":\"a\\r\\n\\tb\\u00e4\\u007f~\"}"))
                .contains("Error code: 'a b??~'. Description: 'null'.");
        assertThat(answered(400, "application/json", "{\"error\":\"" + "x".repeat(1000) + "\"}"))
                .contains("'" + "x".repeat(1000) + "'");
        assertThat(answered(400, "application/json", "{\"error\":\"" + "x".repeat(1001) + "\"}"))
                .contains("'" + "x".repeat(1000) + "...'");
        assertThat(answered(400, "application/json", "{\"error\":7}")).contains("status 400 without an error code");
    }

    private ActorToken taken(TestLayer layer) {
        return answer(200, "application/json", body("Bearer", layer.text()))
                .token(TokenResponse.actorToken(SERVER, EXCHANGE, LYNC), NOW);
    }

    private static String fault(TestLayer layer) {
        return String.valueOf(answered(200, "application/json", body("Bearer", layer.text())));
    }

    /** What is wrong with an answer; null when it is taken. */
    private static @Nullable String answered(int status, String type, String body) {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> answer(status, type, body).token(TokenResponse.actorToken(SERVER, EXCHANGE, LYNC), NOW));
        if (refusal == null) {
            return null;
        }
        assertThat(refusal.code()).isEqualTo(RefusalCode.TOKEN_UNOBTAINABLE);
        return refusal.detail();
    }

    private static TokenResponse answer(int status, String type, String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("Content-Type", type);
        return new TokenResponse(
                URI.create("https://accounts.example/tokens"),
                new DeploymentHttpClient.Answer(status, headers, Buffer.buffer(body)));
    }

    private static String body(String type, String compact) {
        return new JsonObject()
                .put("token_type", type)
                .put("access_token", compact)
                .encode();
    }
}
