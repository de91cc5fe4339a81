package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.ISSUER;
import static org.s2slab.trust.TrustFixture.URL;
import static org.s2slab.trust.TrustFixture.partner;
import static org.s2slab.trust.TrustFixture.refusalOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Whom the node believes: registrations, their persistence, and what must not be registered. */
class PartnerDirectoryTest {
    private TrustFixture fixture;
    private PartnerRegistry registry;
    private PartnerDirectory directory;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
        registry = fixture.registry;
        directory = fixture.directory;
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void findsAKeyGivenByHandWithoutAnyCall() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(fixture.trusts(TestKeys.outsider())).isFalse();
        assertThat(fixture.documentsServed()).isZero();
    }

    @Test
    void knowsTheExactIssuerOnly() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
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
        registry.put(partner("Exchange", null, URL, true)).await();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        fixture.exchange.stop();

        PartnerRegistry restarted = fixture.restarted(Set.of());
        PartnerDirectory keys = fixture.directory(restarted, Set.of());

        assertThat(restarted.all()).isEqualTo(registry.all());
        assertThat(keys.trustedIssuers()).containsExactly(ISSUER);
        assertThat(keys.find(ISSUER, TestKeys.exchange().x5t(), CONTEXT).await())
                .isPresent();
    }

    @Test
    void takesTheRealmFromTheDocumentWhereTheRegistrationHasNone() {
        fixture.publishes(TestKeys.exchange());
        AuthMetadata document = registry.read(URL, CONTEXT).await();
        registry.put(partner("Exchange", null, URL, true, TestKeys.exchange())).await();

        assertThat(document.realm()).isEqualTo("contoso.com");
        assertThat(fixture.journal.since(0, null))
                .extracting(Hop::kind, Hop::peer)
                .containsExactly(tuple(HopKind.METADATA_READ, "exchange"));
        assertThat(registry.issuerOf("exchange")).contains(ISSUER);
        assertThat(directory.trustedIssuers()).containsExactly(ISSUER);
    }

    @Test
    void journalsWhyADocumentWasRefusedAndOfWhichHost() {
        refusalOf(registry.read(URI.create("https://evil.example/metadata/json/1"), CONTEXT));
        refusalOf(registry.read(URI.create("file:///etc/passwd"), CONTEXT));

        assertThat(fixture.refusals())
                .extracting(Hop::rule, Hop::peer)
                .containsExactly(tuple("L1", "evil.example"), tuple("L1", "-"));
    }

    @Test
    void journalsWhichKeysADocumentBringsAndWhichAreGone() {
        registry.put(partner("Exchange", "contoso.com", URL, true, TestKeys.exchange()))
                .await();
        registry.put(partner("Elsewhere", "fabrikam.com", null, true, TestKeys.sharepoint()))
                .await();
        fixture.publishes(TestKeys.exchange(), TestKeys.outsider());
        registry.read(URL, CONTEXT).await();
        fixture.publishes(TestKeys.outsider());
        registry.read(URL, CONTEXT).await();

        String held = TestKeys.exchange().thumbprint();
        String brought = TestKeys.outsider().thumbprint();
        assertThat(fixture.journal.since(0, null))
                .extracting(Hop::detail)
                .containsExactly(
                        metadata(List.of(held, brought), List.of()), metadata(List.of(brought), List.of(held)));
    }

    /** A document of Exchange in which the outsider's key is new. */
    private static HopDetail metadata(List<String> keys, List<String> gone) {
        return new HopDetail.Metadata(
                URL.toString(),
                WellKnownPrincipals.EXCHANGE,
                "contoso.com",
                keys,
                List.of(TestKeys.outsider().thumbprint()),
                gone);
    }

    /** A changed registration with the same address and keys: the document counts as it did, and is read again when it is old. */
    @Test
    void keepsWhatItHoldsOfADocumentWhenTheRegistrationChanges() {
        fixture.publishes(TestKeys.exchange());
        registry.put(partner("Exchange", null, URL, true)).await();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        long before = fixture.epoch.current();
        PartnerRegistry restarted = fixture.restarted(Set.of());
        assertThat(fixture.epoch.current()).isGreaterThan(before);

        fixture.clock.advance(Duration.ofMinutes(16));
        restarted.put(partner("Exchange", null, URL, true, TestKeys.exchange())).await();

        assertThat(restarted.issuerOf("Exchange")).contains(ISSUER);
        long changed = fixture.epoch.current();
        fixture.directory(restarted, Set.of())
                .bringUpToDate("Exchange", CONTEXT)
                .await();
        assertThat(fixture.documentsServed()).isEqualTo(2);
        assertThat(fixture.epoch.current()).as("a document without news").isEqualTo(changed);
        assertThat(fixture.journal.since(0, null))
                .extracting(Hop::kind)
                .containsExactly(HopKind.METADATA_READ, HopKind.METADATA_READ);
    }

    @Test
    void forgetsARemovedPartnerAtOnce() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();
        long before = fixture.epoch.current();

        registry.remove("EXCHANGE").await();

        assertThat(fixture.epoch.current()).isGreaterThan(before);
        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();
        assertThat(directory.registered(ISSUER)).isEmpty();
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void tellsOfADisabledPartnerButNamesItToNobody() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();
        long before = fixture.epoch.current();

        registry.put(partner("Exchange", "contoso.com", null, false, TestKeys.exchange()))
                .await();

        assertThat(fixture.epoch.current()).isGreaterThan(before);
        assertThat(directory.registered(ISSUER))
                .hasValueSatisfying(issuer -> assertThat(issuer.enabled()).isFalse());
        assertThat(directory.trustedIssuers()).isEmpty();
    }

    @Test
    void refusesByE8OneCertificateUnderTwoNames() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        Refusal refusal = refusalOf(registry.put(partner("Copy", "fabrikam.com", null, true, TestKeys.exchange())));

        assertThat(refusal.code()).isEqualTo(RefusalCode.CONFLICT);
        assertThat(refusal.rule()).isEqualTo("E8");
        assertThat(registry.named("Copy")).isEmpty();
    }

    @Test
    void refusesByE8EvenWhenBothAreRegisteredAtTheSameMoment() {
        var first = registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()));
        var second = registry.put(partner("Copy", "fabrikam.com", null, true, TestKeys.exchange()));

        first.await();
        assertThat(refusalOf(second).rule()).isEqualTo("E8");
    }

    @Test
    void refusesByF2OneIssuerUnderTwoNames() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.exchange()))
                .await();

        Refusal refusal = refusalOf(registry.put(partner("Again", "contoso.com", null, true, TestKeys.outsider())));

        assertThat(refusal.rule()).isEqualTo("F2");
    }

    @Test
    void refusesByE9AWeakKey() {
        Refusal refusal = refusalOf(registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.weak(1024))));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("E9");
    }

    @Test
    void refusesByF9ThisNodeItself() {
        Refusal refusal = refusalOf(registry.put(named(WellKnownPrincipals.LYNC, "contoso.com", false)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("F9");
        assertThat(refusal.detail()).contains(WellKnownPrincipals.LYNC + "@contoso.com", "this server itself");
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void takesTheSameProductOfAnotherOrganisationAndAnotherPartOfItselfThatAServerVouchesFor() {
        registry.put(named(WellKnownPrincipals.LYNC, "fabrikam.com", false)).await();
        registry.remove("Partner").await();
        registry.put(named(WellKnownPrincipals.LYNC, "contoso.com", true)).await();

        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void refusesByF3AnApplicationInEveryTenant() {
        Refusal refusal = refusalOf(registry.put(named(WellKnownPrincipals.EXCHANGE, "*", false)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("F3");
        assertThat(refusalOf(registry.put(named(WellKnownPrincipals.EXCHANGE, "*", true)))
                        .rule())
                .isEqualTo("F3");
    }

    @Test
    void refusesByF4AnAuthorizationServerAsAnApplication() {
        for (boolean vouchedFor : new boolean[] {false, true}) {
            Refusal refusal =
                    refusalOf(registry.put(named(WellKnownPrincipals.AUTHORIZATION_SERVER, "contoso.com", vouchedFor)));

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

        Refusal refusal = refusalOf(registry.put(partner("Exchange", "contoso.com", null, true, over)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID);
        assertThat(refusal.rule()).isEqualTo("E5");
        assertThat(refusal.detail()).contains(over.x5t(), "expired at", "current certificate");
        assertThat(refusalOf(registry.put(partner("Exchange", "contoso.com", URL, true, over)))
                        .rule())
                .isEqualTo("E5");
    }

    @Test
    void changesAPartnerWhoseKeyHasExpiredSinceAndTakesAnExpiredKeyOfADocumentBesideAnother() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", TestClock.START.minus(Duration.ofDays(30)), TestClock.START.plus(Duration.ofDays(1)));
        registry.put(partner("Exchange", "contoso.com", null, true, ending)).await();
        fixture.clock.advance(Duration.ofDays(2));

        registry.put(partner("Exchange", "contoso.com", null, false, ending)).await();
        registry.put(partner("Exchange", "contoso.com", URL, true, ending, TestKeys.exchange()))
                .await();

        assertThat(registry.all()).hasSize(1);
    }

    private static PartnerApplication named(String id, String realm, boolean vouchedFor) {
        return new PartnerApplication(
                "Partner",
                id,
                realm,
                null,
                vouchedFor ? List.of() : List.of(TestKeys.exchange().certificate()),
                Switches.of(PartnerTrait.ENABLED).with(PartnerTrait.USES_OAUTH_SERVER, vouchedFor),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                TestClock.START.getEpochSecond());
    }

    @Test
    void refusesByL10ThisNodesOwnCertificate() {
        fixture.own.add(TestKeys.lync().certificate());

        Refusal refusal = refusalOf(registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.lync())));

        assertThat(refusal.rule()).isEqualTo("L10");
    }

    @Test
    void neverProvesAPartnerByThisNodesOwnCertificateAssignedLater() {
        registry.put(partner("Exchange", "contoso.com", null, true, TestKeys.lync()))
                .await();

        fixture.own.add(TestKeys.lync().certificate());

        assertThat(fixture.trusts(TestKeys.lync())).isFalse();
    }

    @Test
    void refusesByL1ToRegisterAnAddressThatIsNeverRead() {
        Refusal refusal = refusalOf(registry.put(
                partner("Exchange", "contoso.com", URI.create("https://localhost:9/metadata/json/1"), true)));

        assertThat(refusal.rule()).isEqualTo("L1");
    }
}
