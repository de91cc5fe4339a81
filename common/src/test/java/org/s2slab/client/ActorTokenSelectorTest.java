package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.client.ClientFixture.EWS;
import static org.s2slab.client.ClientFixture.LYNC;
import static org.s2slab.client.ClientFixture.challenge;
import static org.s2slab.client.ClientFixture.refusalOf;
import static org.s2slab.testing.FakePartner.challenging;
import static org.s2slab.testing.FakePartner.status;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** For which challenges a token is made, and for which never. */
class ActorTokenSelectorTest {
    private static final String CONTOSO_FARM = "5637f856-0000-0000-0000-000000000000";

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
    void usesTheRealmOfTheChallengeWhereThePartnersIsNotKnown() {
        lync.registerExchange(null, true);
        answers(challenge(CONTOSO_FARM, LYNC.toString()));

        lync.call().await();

        assertThat(lync.lastClaims().getString("aud"))
                .isEqualTo(WellKnownPrincipals.EXCHANGE + "/exchange.contoso.com@" + CONTOSO_FARM);
    }

    @Test
    void refusesARealmThatIsNotThePartners() {
        answers(challenge("fabrikam.com", LYNC.toString()));

        assertThat(refusal().detail()).contains("'fabrikam.com'", "'contoso.com'");
    }

    @Test
    void refusesARealmThatIsNone() {
        lync.registerExchange(null, true);
        answers(challenge("a@b", LYNC.toString()));

        assertThat(refusal().detail()).contains("no audience");
    }

    @Test
    void refusesAnApplicationThatIsNoPartnerAndSaysHowToRegisterIt() {
        lync.partners.remove("Exchange").await();

        assertThat(refusal().detail()).contains("(exchange)", "New-CsPartnerApplication");
    }

    @Test
    void refusesADisabledPartner() {
        lync.registerExchange("contoso.com", false);

        assertThat(refusal().detail()).contains("no enabled partner application");
    }

    @Test
    void refusesAHostThatPretendsToBeAnotherApplication() {
        answers("Bearer client_id=\"" + WellKnownPrincipals.SHAREPOINT + "\", trusted_issuers=\"" + LYNC + "\"");

        assertThat(refusal().detail()).contains(WellKnownPrincipals.SHAREPOINT);
    }

    @Test
    void refusesAChallengeWithoutClientId() {
        answers("Bearer trusted_issuers=\"" + LYNC + "\"");

        assertThat(refusal().detail()).contains("empty client id in the challenge from");
    }

    @Test
    void refusesAnAnswerWithoutBearerChallenge() {
        answers("Negotiate");

        assertThat(refusal().detail()).contains("without a Bearer challenge");
    }

    @Test
    void refusesAResourceThatDoesNotChallenge() {
        lync.exchange.on(EWS.getPath(), status(404));

        assertThat(refusal().detail()).contains("answered 404 instead of a challenge");
    }

    @Test
    void refusesAPartnerThatTrustsSomebodyElse() {
        answers(challenge(null, WellKnownPrincipals.SHAREPOINT + "@contoso.com"));

        assertThat(refusal().detail()).contains("and not '" + LYNC + "'");
    }

    @Test
    void refusesAPartnerThatTrustsNobody() {
        answers(challenge(null, ""));

        assertThat(refusal().detail())
                .contains("names no issuer that it trusts")
                .doesNotContain("[]");
    }

    @Test
    void refusesAPartnerThatTrustsThisApplicationInAnotherRealm() {
        answers(challenge(null, WellKnownPrincipals.LYNC + "@fabrikam.com," + WellKnownPrincipals.LYNC + "@*"));

        assertThat(refusal().detail()).contains("and not '" + LYNC + "'");
    }

    @Test
    void saysThatAnAuthorizationServerWouldBeNeeded() {
        answers(challenge(null, WellKnownPrincipals.AUTHORIZATION_SERVER + "@*"));

        assertThat(refusal().detail()).contains("authorization server", "New-CsOAuthServer");
    }

    @Test
    void refusesWithoutCertificateAndSaysHowToAssignOne() {
        lync.keys.clear(SigningKeyStore.Use.CURRENT).await();

        assertThat(refusal().detail()).contains("Set-CsCertificate -Type OAuthTokenIssuer");
    }

    @Test
    void refusesAUserTheCertificateDoesNotCover() {
        lync.objects("the certificate does not cover fabrikam.com");

        assertThat(refusal().detail()).isEqualTo("the certificate does not cover fabrikam.com");
    }

    @Test
    void asksAgainAfterAChallengeItCouldNotUse() {
        answers(challenge(null, ""));
        refusal();

        answers(challenge(null, LYNC.toString()));

        assertThat(lync.call().await().status()).isEqualTo(200);
    }

    private void answers(String challenge) {
        lync.exchange.on(EWS.getPath(), challenging(challenge, status(200)));
    }

    /** The refusal of a call for which no token may leave. */
    private Refusal refusal() {
        Refusal refusal = refusalOf(lync.call());
        assertThat(refusal.code()).isEqualTo(RefusalCode.TOKEN_UNOBTAINABLE);
        assertThat(lync.tokensSeen()).isZero();
        return refusal;
    }
}
