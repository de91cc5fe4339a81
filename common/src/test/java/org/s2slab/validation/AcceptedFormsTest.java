package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;

/** The forms of token that real products send, and the edges up to which they are taken. */
class AcceptedFormsTest {
    private static final String FARM = "0d5b2a44-1f6c-4a53-9c2b-6f0d8e6a1b77";
    private static final PrincipalId ADD_IN = new PrincipalId("5f0f4c6e-0000-4000-8000-000000000001", FARM);

    private ValidationWorld world;

    @BeforeEach
    void begin() {
        world = new ValidationWorld();
    }

    @Test
    void takesTheActorUnderItsSpecifiedName() {
        assertThat(outcome(TestTokens.forAnna().actorClaim("actort"))).isEqualTo("accepted");
    }

    @Test
    void takesTimesAsNumbers() {
        TestTokens token = TestTokens.forAnna()
                .claimInBoth("nbf", TestTokens.NOW)
                .claimInBoth("exp", TestTokens.NOW + 300)
                .claimInBoth("iat", TestTokens.NOW);
        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void takesAKidThatRepeatsTheThumbprintInEitherSpelling() {
        TestTokens base64 = TestTokens.forAnna();
        base64.actor().header("kid", TestKeys.lync().x5t());
        TestTokens hex = TestTokens.forAnna();
        hex.actor().header("kid", TestKeys.lync().thumbprint());

        assertThat(outcome(base64)).isEqualTo("accepted");
        assertThat(outcome(hex)).isEqualTo("accepted");
    }

    @Test
    void takesTheHostInAnyCase() {
        TestTokens token =
                TestTokens.forAnna().audience(TestTokens.EXCHANGE.id() + "/EXCHANGE.contoso.com@contoso.com");
        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void takesOneOuterAudienceInAnotherCaseOfTheHost() {
        TestTokens token = TestTokens.forAnna();
        token.outer().claim("aud", TestTokens.EXCHANGE.id() + "/EXCHANGE.contoso.com@contoso.com");
        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void takesAUserByAnyOneIdentifier() {
        for (String name : List.of("nameid", "upn", "smtp", "sip")) {
            TestTokens token = TestTokens.forAnna();
            for (String other : List.of("nameid", "upn", "smtp", "sip")) {
                token.outer().withoutClaim(other);
            }
            token.outer().claim(name, TestTokens.ANNA);
            assertThat(outcome(token)).as(name).isEqualTo("accepted");
        }
    }

    @Test
    void takesTheNamesOfTheDirectoryAsIdentityProvider() {
        for (String name : List.of("windows", "urn:office:idp:activedirectory")) {
            TestTokens token = TestTokens.forAnna();
            token.outer().claim("identityprovider", name);
            assertThat(outcome(token)).isEqualTo("accepted");
        }
        TestTokens token = TestTokens.forAnna();
        token.outer().claim("nii", "URN:Office:IDP:ActiveDirectory");
        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void takesAnIssuerForAnyRealmInARealmServedHere() {
        PrincipalId any = new PrincipalId(WellKnownPrincipals.LYNC, "*");
        TrustedIssuer trusted = new TrustedIssuer(
                "lync",
                any,
                Switches.of(IssuerTrait.ENABLED, IssuerTrait.BROKER, IssuerTrait.LINKED_ACCOUNT),
                TrustLevel.FULL,
                0);
        world.issuers.put(TestTokens.LYNC, trusted);
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("accepted");
    }

    @Test
    void takesAnAuthorizationServersTokenInItsTenantThoughItServesAnotherRealmItself() {
        assertThat(outcome(Spoiling.issued(TestTokens.forAnna()))).isEqualTo("accepted");
        assertThat(outcome(Spoiling.issued(TestTokens.alone()))).isEqualTo("accepted");
    }

    @Test
    void takesAnAuthorizationServersTokenForAnApplicationThatNeedsItsConsent() {
        for (TrustLevel level : List.of(TrustLevel.APPLICATION, TrustLevel.USER)) {
            world = new ValidationWorld();
            world.vouchFor(ValidationWorld.LYNC_ONLINE, true, level, 0);
            assertThat(outcome(Spoiling.issued(TestTokens.forAnna()))).isEqualTo("accepted");
        }
        assertThat(outcome(Spoiling.issued(TestTokens.alone()))).isEqualTo("I2");
    }

    /** A farm that took the tenant as its realm, as hybrid procedures tell it to. */
    private TestTokens atHybridFarm() {
        sharePoint();
        farmOf(ValidationWorld.TENANT);
        return Spoiling.issued(TestTokens.forAnna())
                .audience(WellKnownPrincipals.SHAREPOINT + "/sharepoint.contoso.com@" + ValidationWorld.TENANT);
    }

    private void farmOf(String realm) {
        world.self = new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm),
                Set.of(realm),
                Set.of("sharepoint.contoso.com"));
        world.users.clear();
        world.user("anna", TestTokens.ANNA, realm, true);
    }

    @Test
    void takesAnAuthorizationServersNumericTimesBelowAnOuterTokenAtSharePointsDoor() {
        assertThat(outcome(atHybridFarm())).isEqualTo("accepted");
    }

    @Test
    void f7RefusesAnAuthorizationServersTokenAtAFarmThatKeptItsOwnRealm() {
        TestTokens token = atHybridFarm();
        farmOf(FARM);

        assertThat(outcome(token)).isEqualTo("F7");
    }

    @Test
    void takesAServicePrincipalThatAFarmRegisteredByItsObjectId() {
        TestTokens token = atHybridFarm();
        PrincipalId registered = new PrincipalId("0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0", ValidationWorld.TENANT);
        world.vouchedFor.clear();
        assertThat(outcome(token)).isEqualTo("F4");

        world.vouchFor(registered, true, TrustLevel.FULL, 0);
        assertThat(world.present(token).result().registered()).isEqualTo(registered);
        assertThat(world.present(token).result().application()).isEqualTo(ValidationWorld.LYNC_ONLINE);
    }

    @Test
    void namesTheApplicationAsTheRefusedCallerAndNotTheAuthorizationServerThatVouches() {
        TestTokens token = Spoiling.issued(TestTokens.forAnna());
        world.vouchedFor.clear();
        assertThat(refusedCaller(token)).isEqualTo("F4 lync");

        TestTokens own = TestTokens.forAnna();
        own.actor().claim("nameid", ADD_IN.toString());
        own.outer().claim("iss", ADD_IN.toString());
        assertThat(refusedCaller(own)).isEqualTo("F7 lync");
    }

    private String refusedCaller(TestTokens token) {
        return world.present(token).cause() instanceof Refusal refusal
                ? refusal.rule() + " " + refusal.caller()
                : "accepted";
    }

    @Test
    void f4RefusesAServicePrincipalByItsObjectIdWhereThereIsNoFarm() {
        world.vouchedFor.clear();
        world.vouchFor(
                new PrincipalId("0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0", ValidationWorld.TENANT),
                true,
                TrustLevel.FULL,
                0);

        assertThat(outcome(Spoiling.issued(TestTokens.forAnna()))).isEqualTo("F4");
    }

    @Test
    void takesAnotherPartOfItselfThatIsRegisteredAndNamedByTheAuthorizationServer() {
        PrincipalId online = new PrincipalId(WellKnownPrincipals.EXCHANGE, ValidationWorld.TENANT);
        TestTokens token = Spoiling.issued(TestTokens.forAnna());
        token.actor().claim("nameid", online.toString());
        token.outer().claim("iss", online.toString());
        assertThat(outcome(token)).isEqualTo("F4");

        world.vouchFor(online, true, TrustLevel.FULL, 0);
        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void verifiesAnAuthorizationServersTokenOnceForAllItsUsers() {
        TestTokens anna = Spoiling.issued(TestTokens.forAnna());
        TestTokens bert = Spoiling.issued(TestTokens.forAnna());
        for (String claim : List.of("nameid", "smtp", "sip", "upn")) {
            bert.outer().claim(claim, "bert@contoso.com");
        }
        assertThat(outcome(anna)).isEqualTo("accepted");
        assertThat(outcome(bert)).isEqualTo("accepted");
        assertThat(world.counters.snapshot()).containsEntry(OperationCounters.VERIFICATIONS, 1L);
    }

    @Test
    void allowsForTheSkewAtBothEndsAndNotASecondMore() {
        for (long late : List.of(TestTokens.LIFE + 300, TestTokens.LIFE + 301)) {
            world = new ValidationWorld();
            world.clock.advance(Duration.ofSeconds(late));
            assertThat(outcome(TestTokens.forAnna())).isEqualTo(late == TestTokens.LIFE + 300 ? "accepted" : "H2");
        }
        for (long early : List.of(300L, 301L)) {
            world = new ValidationWorld();
            world.clock.advance(Duration.ofSeconds(-early));
            assertThat(outcome(TestTokens.forAnna())).isEqualTo(early == 300 ? "accepted" : "H2");
        }
    }

    @Test
    void keepsNoResultBeyondTheTokensLife() {
        world.clock.advance(Duration.ofSeconds(TestTokens.LIFE + 290));
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("accepted");
        world.clock.advance(Duration.ofSeconds(11));
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("H2");
    }

    @Test
    void e5KeepsNoResultBeyondTheLifeOfTheCertificate() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", TestClock.START.minus(Duration.ofDays(1)), TestClock.START.plusSeconds(30));
        world.certificates.put(TestTokens.LYNC, List.of(ending.certificate()));
        TestTokens token = TestTokens.forAnna();
        token.actor().signedBy(ending);
        assertThat(outcome(token)).isEqualTo("accepted");
        world.clock.advance(Duration.ofSeconds(29));
        assertThat(outcome(token)).isEqualTo("accepted");
        world.clock.advance(Duration.ofSeconds(2));
        assertThat(outcome(token)).isEqualTo("E5");
    }

    @Test
    void usesNoResultAtAnotherHost() {
        world.self = new ServiceIdentity(
                TestTokens.EXCHANGE, Set.of("contoso.com"), Set.of(TestTokens.EXCHANGE_HOST, "other.contoso.com"));
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("accepted");
        world.host = "other.contoso.com";
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("G3");
    }

    @Test
    void findsAUserByTheSecurityIdentifierOfAPartnerWhoseCount() {
        world.lync(true, TrustLevel.FULL, true, true, 0);
        world.users.put(
                ValidationWorld.SID,
                List.of(new ActingUser(
                        "anna", new UserIdentifiers(ValidationWorld.SID, null, null, null), "contoso.com", true)));
        TestTokens token = TestTokens.forAnna();
        token.outer().claim("nameid", ValidationWorld.SID.toUpperCase(java.util.Locale.ROOT));

        assertThat(outcome(token)).isEqualTo("accepted");
        assertThat(world.asked).contains("SID " + ValidationWorld.SID);
    }

    @Test
    void doesNotAskForASecurityIdentifierThatDoesNotCount() {
        TestTokens token = TestTokens.forAnna();
        token.outer().claim("nameid", ValidationWorld.SID);

        assertThat(outcome(token)).isEqualTo("accepted");
        assertThat(world.asked).noneMatch(asked -> asked.startsWith("SID"));
    }

    @Test
    void takesAHighTrustAddInForItself() {
        assertThat(outcome(highTrust(TestTokens.alone()))).isEqualTo("accepted");
    }

    @Test
    void takesNoHighTrustFormElsewhere() {
        TestTokens token = highTrust(TestTokens.alone());
        world.profile = ValidationProfile.EXCHANGE;
        assertThat(outcome(token)).isEqualTo("B4");
    }

    @Test
    void takesNoPartOfTheHighTrustFormWithAUser() {
        TestTokens token = highTrust(TestTokens.forAnna());
        assertThat(outcome(token)).isEqualTo("B4");
    }

    @Test
    void takesNumericTimesWithAUserAtSharePointsDoor() {
        TestTokens token = highTrust(TestTokens.forAnna())
                .audience(WellKnownPrincipals.SHAREPOINT + "/sharepoint.contoso.com@" + FARM)
                .claimInBoth("nbf", TestTokens.NOW)
                .claimInBoth("exp", TestTokens.NOW + 43_200);
        token.actor().claim("trustedfordelegation", "true");
        world.users.clear();
        world.user("anna", TestTokens.ANNA, FARM, true);

        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void takesAnotherPortInAHighTrustAudienceForNone() {
        TestTokens token = highTrust(TestTokens.alone());
        world.port = 443;
        assertThat(outcome(token)).isEqualTo("G3");
    }

    @Test
    void takesAFarmsTokenWithItsOwnRealmAtAnotherFarm() {
        PrincipalId other = new PrincipalId(WellKnownPrincipals.SHAREPOINT, "11111111-2222-4333-8444-555555555555");
        sharePoint();
        world.trust(other, TestKeys.lync(), TrustLevel.FULL, false);
        TestTokens token = TestTokens.forAnna()
                .audience(WellKnownPrincipals.SHAREPOINT + "/sharepoint.contoso.com@" + FARM)
                .claimInBoth("iss", other.toString());
        token.actor().claim("nameid", other.toString());
        world.users.clear();
        world.user("anna", TestTokens.ANNA, FARM, true);

        assertThat(outcome(token)).isEqualTo("accepted");
    }

    @Test
    void acceptsAFarmOfARealmOfItsOwn() {
        PrincipalId farm = new PrincipalId(WellKnownPrincipals.SHAREPOINT, FARM);
        world.trust(farm, TestKeys.lync(), TrustLevel.FULL, false);
        TestTokens token = TestTokens.forAnna().claimInBoth("iss", farm.toString());
        token.actor().claim("nameid", farm.toString());

        assertThat(outcome(token)).isEqualTo("accepted");
    }

    /** The token a public client for SharePoint sends for an add-in of its own issuer. */
    private TestTokens highTrust(TestTokens token) {
        sharePoint();
        world.trust(ADD_IN, TestKeys.lync(), TrustLevel.FULL, false);
        token.audience(WellKnownPrincipals.SHAREPOINT + "/sharepoint.contoso.com:8443@" + FARM)
                .claimInBoth("iss", ADD_IN.toString())
                .claimInBoth("nbf", TestTokens.NOW - 43_200)
                .claimInBoth("exp", TestTokens.NOW + 43_200)
                .claimInBoth("iat", TestTokens.NOW);
        token.actor().claim("nameid", ADD_IN.toString()).claim("trustedfordelegation", true);
        return token;
    }

    private void sharePoint() {
        world.profile = ValidationProfile.SHAREPOINT_HIGH_TRUST;
        world.self = new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.SHAREPOINT, FARM), Set.of(FARM), Set.of("sharepoint.contoso.com"));
        world.host = "sharepoint.contoso.com";
        world.port = 8443;
    }

    private String outcome(TestTokens token) {
        return world.outcome(token.text());
    }
}
