package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.s2slab.client.ClientFixture.CHALLENGE;
import static org.s2slab.client.ClientFixture.EWS;
import static org.s2slab.client.ClientFixture.FOR_ANNA;
import static org.s2slab.client.ClientFixture.LYNC;
import static org.s2slab.client.ClientFixture.challenge;
import static org.s2slab.client.ClientFixture.claims;
import static org.s2slab.client.ClientFixture.refusalOf;
import static org.s2slab.testing.FakePartner.challenging;
import static org.s2slab.testing.FakePartner.redirect;
import static org.s2slab.testing.FakePartner.refused;
import static org.s2slab.testing.FakePartner.status;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.FakePartner;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.OperationCounters;

/** How a call is made, and what becomes of the answers. */
class PartnerClientTest {
    private static final String AUDIENCE = WellKnownPrincipals.EXCHANGE + "/exchange.contoso.com@contoso.com";

    private ClientFixture lync;

    @BeforeEach
    void start(@TempDir Path folder) {
        lync = new ClientFixture(folder).configured();
    }

    @AfterEach
    void stop() {
        lync.stop();
    }

    @Test
    void asksForTheChallengeWithoutTokenOrBodyAndThenCallsForTheUser() {
        assertThat(lync.call().await().status()).isEqualTo(200);

        FakePartner.Seen question = lync.exchange.seen().get(0);
        assertThat(question.authorization()).isEqualTo("Bearer");
        assertThat(question.method()).isEqualTo(HttpMethod.POST);
        assertThat(question.body().length()).isZero();
        assertThat(lync.lastSeen().body()).hasToString("<Envelope/>");
        assertThat(lync.lastSeen().headers().get("Content-Type")).isEqualTo("text/xml");
        JsonObject outer = lync.lastClaims();
        assertThat(outer.getString("aud")).isEqualTo(AUDIENCE);
        assertThat(outer.getString("smtp")).isEqualTo("anna@contoso.com");
        JsonObject actor = claims(outer.getString("actortoken"));
        assertThat(actor.getString("iss")).isEqualTo(LYNC.toString());
        assertThat(actor.getString("aud")).isEqualTo(AUDIENCE);
        assertThat(actor.getString("trustedfordelegation")).isEqualTo("true");
    }

    @Test
    void callsAsItselfWithTheActorTokenAlone() {
        lync.call(EWS, new CallContext(null, FOR_ANNA.trace(), null)).await();

        assertThat(lync.lastClaims().getString("nameid")).isEqualTo(LYNC.toString());
        assertThat(lync.lastClaims().containsKey("trustedfordelegation")).isFalse();
    }

    @Test
    void showsATokenInTheJournalAtItsFirstUseOnly() {
        lync.call().await();
        lync.call().await();

        assertThat(lync.journal.since(0, null))
                .extracting(Hop::kind, hop -> hop.opened() != null)
                .containsExactly(
                        tuple(HopKind.ASKED, false),
                        tuple(HopKind.SIGNED, true),
                        tuple(HopKind.CALLED, false),
                        tuple(HopKind.REUSED, false),
                        tuple(HopKind.CALLED, false));
    }

    @Test
    void asksForTheChallengeAgainOfAHostThatWasForgotten() {
        lync.call().await();
        lync.client.forget("exchange.contoso.com");
        lync.call().await();

        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isEqualTo(2);
        assertThat(lync.client.knows("exchange.contoso.com")).isTrue();
        assertThat(lync.client.knows("nowhere.contoso.com")).isFalse();
    }

    @Test
    void recordsACallThatCannotBeMadeAndOneThatBreaksHere() {
        Refusal refusal = Refusal.invalid("no address of Exchange");
        assertThat(refusalOf(lync.client.cannotCall("exchange", refusal, FOR_ANNA)))
                .isSameAs(refusal);
        lync.breaks();
        assertThatThrownBy(() -> lync.call().await()).isInstanceOf(IllegalStateException.class);

        assertThat(lync.hops()).containsExactly(HopKind.FAILED, HopKind.ASKED, HopKind.FAILED);
        assertThat(lync.client.histories())
                .extracting(PartnerCallStatus::target, PartnerCallStatus::failures)
                .containsExactly(tuple("exchange", 1L), tuple("exchange.contoso.com", 1L));
    }

    @Test
    void asksWhatAnybodyMayAskWithoutAnyCredential() {
        PartnerRequest question = new PartnerRequest(HttpMethod.GET, EWS, Map.of("Accept", "application/json"), null);
        assertThat(lync.client.ask(question, FOR_ANNA).await().status()).isEqualTo(401);

        assertThat(lync.lastSeen().authorization()).isNull();
        assertThat(lync.lastSeen().headers().get("Accept")).isEqualTo("application/json");
        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isZero();
        assertThat(lync.hops()).isEmpty();
    }

    @Test
    void sendsTheTraceOneStepBelowAndARequestId() {
        lync.call(EWS, new CallContext(FOR_ANNA.user(), FOR_ANNA.trace(), "request-1"))
                .await();

        assertThat(lync.lastSeen().headers().get("traceparent"))
                .startsWith("00-" + FOR_ANNA.trace().traceId() + "-")
                .doesNotContain(FOR_ANNA.trace().spanId());
        assertThat(lync.lastSeen().headers().get("client-request-id")).isEqualTo("request-1");
        assertThat(lync.journal.since(0, FOR_ANNA.trace().traceId()))
                .allSatisfy(hop -> assertThat(hop.cause().trace().parentSpanId())
                        .isEqualTo(FOR_ANNA.trace().spanId()));
    }

    @Test
    void spendsNeitherChallengeNorSignatureOnTheSecondCall() {
        lync.call().await();
        lync.call().await();

        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isEqualTo(1);
        assertThat(lync.count(OperationCounters.SIGNATURES)).isEqualTo(1);
        assertThat(lync.hops())
                .containsExactly(HopKind.ASKED, HopKind.SIGNED, HopKind.CALLED, HopKind.REUSED, HopKind.CALLED);
    }

    @Test
    void asksOnceForManyFirstCalls() {
        Future.all(IntStream.range(0, 20).mapToObj(i -> lync.call()).toList()).await();

        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isEqualTo(1);
        assertThat(lync.count(OperationCounters.SIGNATURES)).isEqualTo(1);
    }

    @Test
    void asksAgainInANewEpoch() {
        lync.call().await();
        lync.epoch.advance();
        lync.call().await();

        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isEqualTo(2);
    }

    @Test
    void writesNoTokenIntoTheJournal() {
        lync.call().await();

        String signed = lync.lastClaims().getString("actortoken");
        assertThat(lync.journal.since(0, null))
                .allSatisfy(hop -> assertThat(hop.toString()).doesNotContain(signed.substring(0, 40)));
        Set<HopKind> withToken = EnumSet.of(HopKind.SIGNED, HopKind.CALLED);
        assertThat(lync.journal.since(0, null, withToken, HopJournal.CAPACITY))
                .isNotEmpty()
                .allSatisfy(hop -> {
                    assertThat(hop.peer()).isEqualTo("exchange");
                    assertThat(hop.user()).isEqualTo("anna@contoso.com");
                    assertThat(hop.tokenHash()).isNotNull();
                });
    }

    @Test
    void takesAFaultForAnAnswer() {
        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, status(500)));

        assertThat(lync.call().await().status()).isEqualTo(500);
    }

    @Test
    void followsNoRedirectWithItsToken() {
        FakePartner other = FakePartner.secure(lync.vertx, lync.hosts, "other.contoso.com");
        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, redirect("https://other.contoso.com/")));

        assertThat(lync.call().await().status()).isEqualTo(302);
        assertThat(other.seen()).isEmpty();
    }

    @Test
    void reportsWhatThePartnerRefused() {
        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, (request, response) -> {
            response.putHeader("x-ms-diagnostics", "2000004;reason=\"no tenant\";error_category=\"invalid_tenant\"");
            refused(CHALLENGE).play(request, response);
        }));

        Refusal refusal = refusalOf(lync.call());

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(refusal.detail()).contains("401", "2000004", "client_id");
        assertThat(lync.tokensSeen()).isEqualTo(1);
        assertThat(lync.hops()).endsWith(HopKind.FAILED);
    }

    @Test
    void reportsAForbiddenCallWithoutRepeatingIt() {
        lync.call().await();
        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, status(403)));

        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(lync.tokensSeen()).isEqualTo(2);
    }

    @Test
    void asksAfreshOnceWhenATokenThatWasGoodIsRefused() {
        lync.registerExchange(null, true);
        lync.call().await();
        String moved = challenge("moved.example", LYNC.toString());
        lync.exchange.on(EWS.getPath(), challenging(moved, (request, response) -> {
            String aud =
                    claims(request.headers().get("Authorization").substring(7)).getString("aud");
            (aud.endsWith("@moved.example") ? status(200) : refused(moved)).play(request, response);
        }));

        assertThat(lync.call().await().status()).isEqualTo(200);
        assertThat(lync.count(OperationCounters.CHALLENGES_ASKED)).isEqualTo(2);
        assertThat(lync.count(OperationCounters.SIGNATURES)).isEqualTo(2);
        assertThat(lync.hops())
                .endsWith(
                        HopKind.REUSED, HopKind.CALLED, HopKind.FAILED, HopKind.ASKED, HopKind.SIGNED, HopKind.CALLED);
    }

    @Test
    void repeatsNeverMoreThanOnce() {
        lync.call().await();
        lync.exchange.on(EWS.getPath(), refused(CHALLENGE));

        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(lync.tokensSeen()).isEqualTo(3);

        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(lync.tokensSeen()).isEqualTo(4);
    }

    @Test
    void doesNotRepeatWhenTheUserIsRefused() {
        lync.call().await();
        lync.exchange.on(EWS.getPath(), (request, response) -> {
            response.putHeader("x-ms-diagnostics", "2000005;reason=\"none\";error_category=\"invalid_user\"");
            refused(CHALLENGE).play(request, response);
        });

        assertThat(refusalOf(lync.call()).detail()).contains("2000005");
        assertThat(lync.tokensSeen()).isEqualTo(2);
    }

    @Test
    void reportsAHostThatDoesNotExist() {
        Refusal refusal = refusalOf(lync.call(URI.create("https://nowhere.contoso.com/"), FOR_ANNA));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_UNREACHABLE);
        assertThat(refusal.detail()).contains("no host named 'nowhere.contoso.com' in this deployment");
    }

    @Test
    void reportsAPartnerThatIsAwayAndFindsItWhenItIsBack() {
        lync.call().await();
        lync.exchange.stop();
        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_UNREACHABLE);

        FakePartner.secure(lync.vertx, lync.hosts, "exchange.contoso.com")
                .on(EWS.getPath(), challenging(CHALLENGE, status(200)));

        assertThat(lync.call().await().status()).isEqualTo(200);
    }

    @Test
    void takesAServerErrorInsteadOfAChallengeForAPartnerThatIsAway() {
        lync.exchange.on(EWS.getPath(), status(503));

        assertThat(refusalOf(lync.call()).code()).isEqualTo(RefusalCode.PARTNER_UNREACHABLE);
    }

    @Test
    void takesNoCredentialFromItsCallers() {
        assertThatThrownBy(() -> new PartnerRequest(HttpMethod.GET, EWS, Map.of("authorization", "Basic x"), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
