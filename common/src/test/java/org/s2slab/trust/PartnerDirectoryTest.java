package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.ISSUER;
import static org.s2slab.trust.TrustFixture.URL;
import static org.s2slab.trust.TrustFixture.partner;
import static org.s2slab.trust.TrustFixture.refusalOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.validation.TrustLevel;

/** Whom the node believes: registrations, their persistence, and what must not be registered. */
class PartnerDirectoryTest {
    private TrustFixture fixture;
    private PartnerDirectory directory;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
        directory = fixture.directory;
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void findsAKeyGivenByHandWithoutAnyCall() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(fixture.trusts(TestKeys.outsider())).isFalse();
        assertThat(fixture.documentsServed()).isZero();
    }

    @Test
    void knowsTheExactIssuerOnly() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();
        String x5t = TestKeys.exchange().x5t();

        assertThat(directory
                        .find(new PrincipalId(ISSUER.id(), "fabrikam.com"), x5t, CONTEXT)
                        .await())
                .isEmpty();
        assertThat(directory
                        .find(new PrincipalId(ISSUER.id(), "CONTOSO.com"), x5t, CONTEXT)
                        .await())
                .isEmpty();
        assertThat(directory
                        .find(new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com"), x5t, CONTEXT)
                        .await())
                .isEmpty();
        assertThat(directory.registered(ISSUER)).hasValueSatisfying(issuer -> {
            assertThat(issuer.name()).isEqualTo("Exchange");
            assertThat(issuer.enabled()).isTrue();
        });
    }

    @Test
    void asksNobodyForTheKeysOfAStranger() {
        fixture.publishes(TestKeys.exchange());
        fixture.register("Exchange");

        directory
                .find(new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com"), "any", CONTEXT)
                .await();
        directory
                .find(new PrincipalId(WellKnownPrincipals.EXCHANGE, "fabrikam.com"), "any", CONTEXT)
                .await();

        assertThat(fixture.documentsServed()).isZero();
    }

    @Test
    void keepsPartnersAndTheirDocumentsForTheNextStart() {
        fixture.publishes(TestKeys.exchange());
        directory.put(partner("Exchange", null, URL, true)).await();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        fixture.exchange.stop();

        PartnerDirectory restarted = fixture.anotherDirectory();
        restarted.load().await();

        assertThat(restarted.all()).isEqualTo(directory.all());
        assertThat(restarted.trustedIssuers()).containsExactly(ISSUER);
        assertThat(restarted.find(ISSUER, TestKeys.exchange().x5t(), CONTEXT).await())
                .isPresent();
    }

    @Test
    void takesTheRealmFromTheDocumentWhereTheRegistrationHasNone() {
        fixture.publishes(TestKeys.exchange());
        AuthMetadata document = directory.read(URL, CONTEXT).await();
        directory.put(partner("Exchange", null, URL, true, TestKeys.exchange())).await();

        assertThat(document.realm()).isEqualTo("contoso.com");
        assertThat(directory.issuerOf("exchange")).contains(ISSUER);
        assertThat(directory.trustedIssuers()).containsExactly(ISSUER);
    }

    @Test
    void forgetsARemovedPartnerAtOnce() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();
        long before = fixture.epoch.current();

        directory.remove("EXCHANGE").await();

        assertThat(fixture.epoch.current()).isGreaterThan(before);
        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();
        assertThat(directory.registered(ISSUER)).isEmpty();
        assertThat(directory.all()).isEmpty();
    }

    @Test
    void tellsOfADisabledPartnerButNamesItToNobody() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();
        long before = fixture.epoch.current();

        directory
                .put(partner("Exchange", "contoso.com", null, false, TestKeys.exchange()))
                .await();

        assertThat(fixture.epoch.current()).isGreaterThan(before);
        assertThat(directory.registered(ISSUER))
                .hasValueSatisfying(issuer -> assertThat(issuer.enabled()).isFalse());
        assertThat(directory.trustedIssuers()).isEmpty();
    }

    @Test
    void refusesByE8OneCertificateUnderTwoNames() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        Refusal refusal = refusalOf(directory.put(partner("Copy", "fabrikam.com", null, true, TestKeys.exchange())));

        assertThat(refusal.code()).isEqualTo(RefusalCode.CONFLICT);
        assertThat(refusal.rule()).isEqualTo("E8");
        assertThat(directory.named("Copy")).isEmpty();
    }

    @Test
    void refusesByE8EvenWhenBothAreRegisteredAtTheSameMoment() {
        var first = directory.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()));
        var second = directory.put(partner("Copy", "fabrikam.com", null, true, TestKeys.exchange()));

        first.await();
        assertThat(refusalOf(second).rule()).isEqualTo("E8");
    }

    @Test
    void refusesByF2OneIssuerUnderTwoNames() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        Refusal refusal = refusalOf(directory.put(partner("Again", "contoso.com", null, true, TestKeys.outsider())));

        assertThat(refusal.rule()).isEqualTo("F2");
    }

    @Test
    void refusesByE9AWeakKey() {
        Refusal refusal = refusalOf(directory.put(partner("Exchange", "contoso.com", null, true, TestKeys.weak(1024))));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("E9");
    }

    @Test
    void refusesByF9ThisNodeItself() {
        Refusal refusal = refusalOf(directory.put(named(WellKnownPrincipals.LYNC, "contoso.com", false)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("F9");
        assertThat(refusal.detail()).contains(WellKnownPrincipals.LYNC + "@contoso.com", "this server itself");
        assertThat(directory.all()).isEmpty();
    }

    @Test
    void takesTheSameProductOfAnotherOrganisationAndAnotherPartOfItselfThatAServerVouchesFor() {
        directory.put(named(WellKnownPrincipals.LYNC, "fabrikam.com", false)).await();
        directory.remove("Partner").await();
        directory.put(named(WellKnownPrincipals.LYNC, "contoso.com", true)).await();

        assertThat(directory.all()).hasSize(1);
    }

    @Test
    void refusesByF3AnApplicationInEveryTenant() {
        Refusal refusal = refusalOf(directory.put(named(WellKnownPrincipals.EXCHANGE, "*", false)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("F3");
        assertThat(refusalOf(directory.put(named(WellKnownPrincipals.EXCHANGE, "*", true)))
                        .rule())
                .isEqualTo("F3");
    }

    @Test
    void refusesByF4AnAuthorizationServerAsAnApplication() {
        for (boolean vouchedFor : new boolean[] {false, true}) {
            Refusal refusal = refusalOf(
                    directory.put(named(WellKnownPrincipals.AUTHORIZATION_SERVER, "contoso.com", vouchedFor)));

            assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
            assertThat(refusal.rule()).isEqualTo("F4");
            assertThat(refusal.detail()).contains("register it as one");
        }
    }

    @Test
    void refusesByE5AKeyThatHasExpired() {
        SigningKey over = TestKeys.dated(
                "contoso.com",
                TestClock.START.minus(Duration.ofDays(30)),
                TestClock.START.minus(Duration.ofSeconds(1)));

        Refusal refusal = refusalOf(directory.put(partner("Exchange", "contoso.com", null, true, over)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("E5");
        assertThat(refusal.detail()).contains(over.x5t(), "expired at", "current certificate");
        assertThat(refusalOf(directory.put(partner("Exchange", "contoso.com", URL, true, over)))
                        .rule())
                .isEqualTo("E5");
    }

    @Test
    void changesAPartnerWhoseKeyHasExpiredSinceAndTakesAnExpiredKeyOfADocumentBesideAnother() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", TestClock.START.minus(Duration.ofDays(30)), TestClock.START.plus(Duration.ofDays(1)));
        directory.put(partner("Exchange", "contoso.com", null, true, ending)).await();
        fixture.clock.advance(Duration.ofDays(2));

        directory.put(partner("Exchange", "contoso.com", null, false, ending)).await();
        directory
                .put(partner("Exchange", "contoso.com", URL, true, ending, TestKeys.exchange()))
                .await();

        assertThat(directory.all()).hasSize(1);
    }

    private static PartnerApplication named(String id, String realm, boolean vouchedFor) {
        return new PartnerApplication(
                "Partner",
                id,
                realm,
                null,
                vouchedFor ? List.of() : List.of(TestKeys.exchange().certificate()),
                vouchedFor,
                TrustLevel.FULL,
                false,
                true,
                false,
                null,
                TestClock.START.getEpochSecond());
    }

    @Test
    void refusesByL10ThisNodesOwnCertificate() {
        fixture.own.add(TestKeys.lync().certificate());

        Refusal refusal = refusalOf(directory.put(partner("Exchange", "contoso.com", null, true, TestKeys.lync())));

        assertThat(refusal.rule()).isEqualTo("L10");
    }

    @Test
    void neverProvesAPartnerByThisNodesOwnCertificateAssignedLater() {
        directory
                .put(partner("Exchange", "contoso.com", null, true, TestKeys.lync()))
                .await();

        fixture.own.add(TestKeys.lync().certificate());

        assertThat(fixture.trusts(TestKeys.lync())).isFalse();
    }

    @Test
    void refusesByL1ToRegisterAnAddressThatIsNeverRead() {
        Refusal refusal = refusalOf(directory.put(
                partner("Exchange", "contoso.com", URI.create("https://localhost:9/metadata/json/1"), true)));

        assertThat(refusal.rule()).isEqualTo("L1");
    }
}
