package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.client.ClientFixture.EWS;
import static org.s2slab.client.ClientFixture.FOR_ANNA;
import static org.s2slab.client.ClientFixture.LYNC;
import static org.s2slab.client.ClientFixture.challenge;
import static org.s2slab.client.ClientFixture.claims;
import static org.s2slab.client.ClientFixture.refusalOf;
import static org.s2slab.testing.FakePartner.challenging;
import static org.s2slab.testing.FakePartner.refused;
import static org.s2slab.testing.FakePartner.status;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestLayer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.OperationCounters;

/** Tokens that an authorization server issues: how they are asked for, kept, and refused when they are not what they should be. */
class AuthorizationServerTokenSourceTest {
    private static final String TENANT = FakeAuthorizationServer.TENANT;
    private static final String AUDIENCE = WellKnownPrincipals.EXCHANGE + "/exchange.contoso.com@" + TENANT;
    private static final String ME = WellKnownPrincipals.LYNC + "@" + TENANT;

    private ClientFixture lync;
    private FakeAuthorizationServer authz;

    @BeforeEach
    void start(@TempDir Path folder) {
        lync = new ClientFixture(folder);
        authz = FakeAuthorizationServer.in(lync.vertx, lync.hosts, lync.clock);
        lync.keys.assign(TestKeys.lync()).await();
        lync.servers
                .register("microsoft.sts", FakeAuthorizationServer.METADATA, null, FOR_ANNA)
                .await();
        exchangeTrusts(WellKnownPrincipals.AUTHORIZATION_SERVER + "@*");
    }

    @AfterEach
    void stop() {
        lync.stop();
    }

    @Test
    void asksWithAShortAssertionForOneUseAndWrapsTheTokenForTheUser() {
        assertThat(lync.call().await().status()).isEqualTo(200);

        Map<String, String> form = authz.requests().get(0);
        assertThat(form).containsOnlyKeys("grant_type", "assertion", "resource");
        assertThat(form)
                .containsEntry("grant_type", "http://oauth.net/grant_type/jwt/1.0/bearer")
                .containsEntry("resource", AUDIENCE);
        JsonObject assertion = FakeAuthorizationServer.assertion(form);
        long now = lync.clock.instant().getEpochSecond();
        assertThat(assertion.fieldNames()).containsExactly("aud", "iss", "nbf", "exp", "jti");
        assertThat(assertion.getString("aud"))
                .isEqualTo(WellKnownPrincipals.AUTHORIZATION_SERVER + "/accounts.accesscontrol.windows.net@" + TENANT);
        assertThat(assertion.getString("iss")).isEqualTo(ME);
        assertThat(assertion.getString("nbf")).isEqualTo(Long.toString(now));
        assertThat(assertion.getString("exp")).isEqualTo(Long.toString(now + 300));
        JsonObject outer = lync.lastClaims();
        assertThat(outer.getString("aud")).isEqualTo(AUDIENCE);
        assertThat(outer.getString("iss")).isEqualTo(ME);
        assertThat(outer.getString("smtp")).isEqualTo("anna@contoso.com");
        assertThat(claims(outer.getString("actortoken")).getString("iss"))
                .isEqualTo(FakeAuthorizationServer.ISSUER.toString());
    }

    @Test
    void namesItsServerWhenItIsTrustedByItsFullNameToo() {
        exchangeTrusts("https://sts.windows.net/*/," + FakeAuthorizationServer.ISSUER);

        assertThat(lync.call().await().status()).isEqualTo(200);
    }

    @Test
    void callsAsItselfWithTheIssuedTokenAlone() {
        lync.call(EWS, new CallContext(null, FOR_ANNA.trace(), null)).await();

        assertThat(lync.lastClaims().getString("nameid")).isEqualTo(ME);
    }

    @Test
    void asksOnceForManyFirstCallsAndUsesTheTokenAgain() {
        Future.all(IntStream.range(0, 20).mapToObj(i -> lync.call()).toList()).await();
        lync.call().await();

        assertThat(authz.asked()).isEqualTo(1);
        assertThat(lync.count(OperationCounters.TOKENS_REQUESTED)).isEqualTo(1);
        assertThat(lync.count(OperationCounters.SIGNATURES)).isEqualTo(1);
        List<Hop> hops = lync.journal.since(0, null);
        assertThat(hops)
                .filteredOn(hop -> hop.kind() == HopKind.TOKEN_ASKED)
                .singleElement()
                .satisfies(hop -> {
                    assertThat(hop.peer()).isEqualTo("authz");
                    assertThat(hop.detail()).isEqualTo(new HopDetail.TokenFor(AUDIENCE));
                });
        assertThat(hops).filteredOn(hop -> hop.kind() == HopKind.REUSED).hasSize(20);
        assertThat(hops).noneMatch(hop -> hop.kind() == HopKind.SIGNED);
    }

    @Test
    void keepsItsTokenThroughANewConfigurationEpoch() {
        lync.call().await();
        lync.epoch.advance();
        lync.call().await();

        assertThat(authz.asked()).isEqualTo(1);
    }

    @Test
    void asksAgainShortlyBeforeTheTokenExpiresAndNeverUsesAnAssertionTwice() {
        lync.call().await();
        lync.clock.advance(Duration.ofSeconds(FakeAuthorizationServer.LIFE - 301));
        lync.call().await();
        assertThat(authz.asked()).isEqualTo(1);

        lync.clock.advance(Duration.ofSeconds(2));
        lync.call().await();

        assertThat(authz.requests()).hasSize(2);
        assertThat(authz.requests().stream()
                        .map(form -> FakeAuthorizationServer.assertion(form).getString("jti"))
                        .distinct())
                .hasSize(2);
    }

    /** A token that begins and ends after a clock that was set back cannot be wrapped, so another one is requested. */
    @Test
    void asksAgainAfterTheClockWasSetBackByMoreThanTheTokensLife() {
        lync.clock.advance(Duration.ofDays(40));
        lync.call().await();
        lync.clock.advance(Duration.ofDays(-30));

        assertThat(lync.call().await().status()).isEqualTo(200);

        assertThat(authz.asked()).isEqualTo(2);
        lync.call().await();
        assertThat(authz.asked()).isEqualTo(2);
    }

    @Test
    void worksWithoutItsServerUntilTheTokenExpiresAndSaysWhyThen() {
        lync.call().await();
        authz.server.stop();
        lync.clock.advance(Duration.ofHours(20));
        assertThat(lync.call().await().status()).isEqualTo(200);

        lync.clock.advance(Duration.ofHours(5));

        assertThat(refusal().detail())
                .startsWith("Unable to get token from Auth Server.")
                .contains("microsoft.sts");
    }

    @Test
    void asksAfreshWithAnotherCertificateOrAServerRegisteredAnew() {
        lync.call().await();
        authz.knows(WellKnownPrincipals.LYNC, TestKeys.outsider());
        lync.keys.assign(TestKeys.outsider()).await();
        lync.call().await();
        assertThat(authz.asked()).isEqualTo(2);

        lync.servers.remove("microsoft.sts").await();
        lync.clock.advance(Duration.ofSeconds(1));
        lync.servers
                .register("microsoft.sts", FakeAuthorizationServer.METADATA, null, FOR_ANNA)
                .await();
        lync.call().await();

        assertThat(authz.asked()).isEqualTo(3);
    }

    @Test
    void asksAfreshAfterItsTokenWasRefusedButNotAgainAndAgain() {
        String challenge = challenge(null, FakeAuthorizationServer.ISSUER.toString());
        lync.exchange.on(EWS.getPath(), refused(challenge));

        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(authz.asked()).isEqualTo(1);
        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(authz.asked()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterAnAnswerItCouldNotUse() {
        authz.server.on(FakeAuthorizationServer.TOKENS, status(500));
        refusal();
        authz.server.on(FakeAuthorizationServer.TOKENS, authz::issue);

        assertThat(lync.call().await().status()).isEqualTo(200);
    }

    @Test
    void prefersItsOwnWordWhereBothAreTrustedAndAsksOtherwise() {
        exchangeTrusts(LYNC + "," + FakeAuthorizationServer.ISSUER);
        lync.call().await();
        assertThat(claims(lync.lastClaims().getString("actortoken")).getString("iss"))
                .as("no partner application that takes its own word is registered")
                .isEqualTo(FakeAuthorizationServer.ISSUER.toString());

        lync.registerExchange("contoso.com", true);
        lync.call().await();

        assertThat(claims(lync.lastClaims().getString("actortoken")).getString("iss"))
                .isEqualTo(LYNC.toString());
    }

    @Test
    void saysWhatTheServerRefusedInItsWordsOnOneLine() {
        authz.server.on(
                FakeAuthorizationServer.TOKENS,
                (request, response) -> response.setStatusCode(400)
                        .putHeader("Content-Type", "application/json")
                        .end(new JsonObject()
                                .put("error", "invalid_client")
                                .put(
                                        "error_description",
                                        "ACS50012: Authentication failed.\r\nTrace ID: 1\r\nTimestamp: now")
                                .encode()));

        assertThat(refusal().detail())
                .isEqualTo("Unable to get token from Auth Server. Error code: 'invalid_client'. Description:"
                        + " 'ACS50012: Authentication failed. Trace ID: 1 Timestamp: now'.");
        assertThat(authz.asked()).isEqualTo(1);
    }

    @Test
    void saysThatNoCertificateIsAssigned() {
        lync.keys.clear(org.s2slab.pki.SigningKeyStore.Use.CURRENT).await();

        assertThat(refusal().detail()).contains("Set-CsCertificate -Type OAuthTokenIssuer");
        assertThat(authz.asked()).isZero();
    }

    @Test
    void asksNoServerThatIsDisabled() {
        lync.servers.enable("microsoft.sts", false).await();

        assertThat(refusal().detail()).contains("New-CsOAuthServer");
        assertThat(authz.asked()).isZero();
    }

    @Test
    void asksNoServerOfAnotherTenant() {
        exchangeTrusts(WellKnownPrincipals.AUTHORIZATION_SERVER + "@22222222-2222-3333-4444-555555555555");

        assertThat(refusal().detail()).contains("22222222", "New-CsOAuthServer");
        assertThat(authz.asked()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> usesNoTokenThatIsNotWhatWasAskedFor() {
        return Stream.of(
                useless(
                        "for another host",
                        "aud of the token",
                        token -> token.claim("aud", WellKnownPrincipals.EXCHANGE + "/evil.contoso.com@" + TENANT)),
                useless(
                        "of another application",
                        "nameid of the token",
                        token -> token.claim("nameid", WellKnownPrincipals.SHAREPOINT + "@" + TENANT)),
                useless("of another issuer", "iss of the token", token -> token.claim("iss", ME)),
                useless("without end", "exp of the token", token -> token.withoutClaim("exp")),
                useless(
                        "that is over",
                        "the token lives from",
                        token -> token.claim("nbf", 1_500_000_000).claim("exp", 1_500_000_100)),
                useless("without signature", "no signed token", token -> token.signature(bytes -> new byte[0])));
    }

    @TestFactory
    Stream<DynamicTest> takesNoAnswerThatIsNone() {
        return Stream.of(
                useless("a redirect", FakePartner.redirect("https://accounts.accesscontrol.windows.net/elsewhere")),
                useless(
                        "a page",
                        (request, response) ->
                                response.putHeader("Content-Type", "text/html").end("<html/>")),
                useless("a huge body", FakePartner.huge(100_000)),
                useless("half a body", FakePartner.json("{\"token_type\":\"Bearer\"")),
                useless("a list", FakePartner.json("[]")),
                useless("no token", FakePartner.json("{\"token_type\":\"Bearer\"}")),
                useless("nonsense", FakePartner.json("{\"token_type\":\"Bearer\",\"access_token\":\"undefined\"}")),
                useless(
                        "two tokens",
                        FakePartner.json(
                                "{\"token_type\":\"Bearer\",\"access_token\":\"a.b.c\",\"access_token\":\"d.e.f\"}")),
                useless("another kind", FakePartner.json("{\"token_type\":\"mac\",\"access_token\":\"a.b.c\"}")),
                useless(
                        "400 without a reason",
                        (request, response) -> response.setStatusCode(400)
                                .putHeader("Content-Type", "application/json")
                                .end("{}")),
                useless("404", status(404)));
    }

    private DynamicTest useless(String title, String reason, Consumer<TestLayer> spoil) {
        return DynamicTest.dynamicTest(title, () -> {
            authz.server.on(FakeAuthorizationServer.TOKENS, (request, response) -> {
                TestLayer token = authz.tokenFor(FakeAuthorizationServer.form(request.body()));
                spoil.accept(token);
                authz.answer(response, token);
            });
            assertThat(refusal().detail()).contains(reason);
        });
    }

    private DynamicTest useless(String title, Script answer) {
        return DynamicTest.dynamicTest(title, () -> {
            authz.server.on(FakeAuthorizationServer.TOKENS, answer);
            assertThat(refusal().detail()).startsWith("Unable to get token from Auth Server. 'https://accounts.");
        });
    }

    private void exchangeTrusts(String issuers) {
        lync.exchange.on(EWS.getPath(), challenging(challenge(null, issuers), status(200)));
        lync.epoch.advance();
    }

    /** The refusal of a call for which no token may leave. */
    private Refusal refusal() {
        long before = lync.tokensSeen();
        Refusal refusal = refusalOf(lync.call());
        assertThat(refusal.code()).isEqualTo(RefusalCode.TOKEN_UNOBTAINABLE);
        assertThat(lync.tokensSeen()).isEqualTo(before);
        return refusal;
    }
}
