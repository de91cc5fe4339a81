package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.ISSUER;
import static org.s2slab.trust.TrustFixture.PATH;
import static org.s2slab.trust.TrustFixture.URL;
import static org.s2slab.trust.TrustFixture.partner;
import static org.s2slab.trust.TrustFixture.refusalOf;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ProductBehavior;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.trace.Hop;

/** When a partner's document is read again, and which documents are not taken. */
class MetadataRefreshTest {
    private static final Duration PAUSE = MetadataRateLimiter.PAUSE.plusSeconds(1);

    private TrustFixture fixture;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
        fixture.publishes(TestKeys.exchange());
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void readsTheDocumentOnFirstNeedAndOnceOnly() {
        fixture.register("Exchange");
        assertThat(fixture.documentsServed()).isZero();

        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();

        assertThat(fixture.documentsServed()).isEqualTo(1);
    }

    @Test
    void takesANewKeyBesideTheOldOneAndAdvancesTheEpoch() {
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        long before = fixture.epoch.current();
        fixture.publishes(TestKeys.outsider(), TestKeys.exchange());
        fixture.clock.advance(PAUSE);

        assertThat(fixture.trusts(TestKeys.outsider())).isTrue();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(fixture.epoch.current()).isGreaterThan(before);
    }

    @Test
    void forgetsAKeyThatTheDocumentHasNoMoreWithinAQuarterOfAnHour() {
        fixture.publishes(TestKeys.exchange(), TestKeys.outsider());
        fixture.register("Exchange");
        assertThat(fixture.trusts(TestKeys.outsider())).isTrue();
        fixture.publishes(TestKeys.exchange());

        fixture.clock.advance(FreshnessPolicy.FRESH.plusSeconds(1));

        assertThat(fixture.trusts(TestKeys.outsider())).isFalse();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
    }

    @Test
    void refusesByL5ADocumentOfAnotherApplication() {
        serve(TestMetadata.document(WellKnownPrincipals.SHAREPOINT, "contoso.com", TestKeys.exchange()));

        assertThat(firstNeedRefused().rule()).isEqualTo("L5");
    }

    @Test
    void refusesByL5ADocumentOfAnotherRealm() {
        serve(TestMetadata.document(WellKnownPrincipals.EXCHANGE, "fabrikam.com", TestKeys.exchange()));

        assertThat(firstNeedRefused().rule()).isEqualTo("L5");
    }

    @Test
    void refusesByL5AChangeOfTheRealmItHadReadItself() {
        fixture.registry.put(partner("Exchange", null, URL, true)).await();
        fixture.find(TestKeys.exchange());
        serve(TestMetadata.document(WellKnownPrincipals.EXCHANGE, "fabrikam.com", TestKeys.exchange()));
        fixture.clock.advance(PAUSE);

        fixture.find(TestKeys.outsider());

        assertThat(lastRefusal().rule()).isEqualTo("L5");
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
    }

    @Test
    void refusesByL5AnyRealmWhereNeitherSideNamesOne() {
        serve(TestMetadata.document(WellKnownPrincipals.EXCHANGE, "*", TestKeys.exchange()));
        fixture.registry.put(partner("Exchange", null, URL, true)).await();

        Refusal refusal =
                refusalOf(fixture.directory.find(ISSUER, TestKeys.exchange().x5t(), CONTEXT));

        assertThat(refusal.rule()).isEqualTo("L5");
    }

    @Test
    void holdsByL6ATotalReplacementForTheOperator() {
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        fixture.publishes(TestKeys.outsider());
        fixture.clock.advance(PAUSE);

        assertThat(fixture.trusts(TestKeys.outsider())).isFalse();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(lastRefusal().rule()).isEqualTo("L6");
        assertThat(Objects.requireNonNull(lastRefusal().detail()).text())
                .contains(TestKeys.exchange().x5t(), TestKeys.outsider().x5t());

        fixture.registry.refresh("exchange", CONTEXT).await();

        assertThat(fixture.trusts(TestKeys.outsider())).isTrue();
        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();
    }

    @Test
    void trustsByL7TheLastGoodDocumentUntilItIsADayOld() {
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        fixture.exchange.on(PATH, FakePartner.status(503));

        fixture.clock.advance(FreshnessPolicy.MAX_AGE.minusSeconds(60));
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();

        fixture.clock.advance(Duration.ofMinutes(2));
        Refusal refusal =
                refusalOf(fixture.directory.find(ISSUER, TestKeys.exchange().x5t(), CONTEXT));
        assertThat(refusal.code()).isEqualTo(RefusalCode.VALIDATION_FAILED);
        assertThat(refusal.rule()).isEqualTo("L7");

        fixture.publishes(TestKeys.exchange());
        fixture.clock.advance(PAUSE);
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
    }

    @Test
    void takesATotalReplacementAndAReturnedKeyWhereItTakesKeysAsPublished() {
        fixture.register("Exchange");
        PartnerDirectory directory = behaving(ProductBehavior.PUBLISHED_KEYS);
        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        fixture.publishes(TestKeys.outsider());
        fixture.clock.advance(PAUSE);
        assertThat(trusts(directory, TestKeys.outsider())).isTrue();
        assertThat(trusts(directory, TestKeys.exchange())).isFalse();

        fixture.publishes(TestKeys.exchange());
        fixture.clock.advance(PAUSE);
        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        assertThat(fixture.refusals()).isEmpty();
    }

    /** What another application proves itself with stays that application's, however it is published. */
    @Test
    void takesNoKeyOfAnotherOrOfItsOwnEvenWhereItTakesKeysAsPublished() {
        fixture.register("Exchange");
        PartnerDirectory directory = behaving(ProductBehavior.PUBLISHED_KEYS);
        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        fixture.own.add(TestKeys.outsider().certificate());
        fixture.publishes(TestKeys.outsider());
        fixture.clock.advance(PAUSE);

        assertThat(trusts(directory, TestKeys.outsider())).isFalse();
        assertThat(lastRefusal().rule()).isEqualTo("L10");
    }

    @Test
    void keepsTheLastKeysForAYearWhereKeysLast() {
        fixture.register("Exchange");
        PartnerDirectory directory = behaving(ProductBehavior.LASTING_KEYS);
        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        fixture.exchange.on(PATH, FakePartner.status(503));

        fixture.clock.advance(Duration.ofDays(365));

        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        assertThat(lastRefusal().rule()).isEqualTo("L7");
    }

    @Test
    void learnsANewKeyAfterAQuarterOfAnHourWhereItReadsByInterval() {
        fixture.register("Exchange");
        PartnerDirectory directory = behaving(ProductBehavior.KEYS_BY_INTERVAL);
        assertThat(trusts(directory, TestKeys.exchange())).isTrue();
        fixture.publishes(TestKeys.outsider(), TestKeys.exchange());
        fixture.clock.advance(FreshnessPolicy.FRESH);
        assertThat(trusts(directory, TestKeys.outsider())).isFalse();
        assertThat(fixture.documentsServed()).isEqualTo(1);

        fixture.clock.advance(Duration.ofSeconds(1));

        assertThat(trusts(directory, TestKeys.outsider())).isTrue();
        assertThat(fixture.documentsServed()).isEqualTo(2);
    }

    private PartnerDirectory behaving(ProductBehavior behavior) {
        return fixture.directory(fixture.restarted(Set.of(behavior)), Set.of(behavior));
    }

    private static boolean trusts(PartnerDirectory directory, SigningKey key) {
        return directory
                .find(ISSUER, key.x5t(), CONTEXT)
                .await()
                .filter(found -> found.certificate().equals(key.certificate()))
                .isPresent();
    }

    @Test
    void refusesByL7WhenTheFirstDocumentCannotBeHad() {
        fixture.exchange.on(PATH, FakePartner.status(500));

        Refusal refusal = firstNeedRefused();

        assertThat(refusal.rule()).isEqualTo("L7");
        assertThat(refusal.detail()).contains("'Exchange'", "500");
    }

    @Test
    void readsByL8OnceForAnyNumberOfUnknownKeysInThirtySeconds() {
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        fixture.clock.advance(PAUSE);

        Future.all(IntStream.range(0, 50)
                        .mapToObj(i -> fixture.directory.find(ISSUER, "unknown" + i, CONTEXT))
                        .toList())
                .await();
        fixture.clock.advance(Duration.ofSeconds(29));
        fixture.directory.find(ISSUER, "unknown", CONTEXT).await();
        assertThat(fixture.documentsServed()).isEqualTo(2);

        fixture.clock.advance(Duration.ofSeconds(2));
        fixture.directory.find(ISSUER, "unknown", CONTEXT).await();
        assertThat(fixture.documentsServed()).isEqualTo(3);
    }

    @Test
    void asksByL8AServerThatRolledAndIsAwayOnceInThirtySecondsAndKeepsItsOldKeys() {
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        fixture.exchange.on(PATH, FakePartner.status(503));
        fixture.clock.advance(PAUSE);

        for (int second = 0; second < 90; second++) {
            assertThat(fixture.trusts(TestKeys.outsider())).isFalse();
            assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
            fixture.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(fixture.documentsServed()).isEqualTo(1 + 3);

        fixture.publishes(TestKeys.outsider(), TestKeys.exchange());
        fixture.clock.advance(PAUSE);
        assertThat(fixture.trusts(TestKeys.outsider())).isTrue();
    }

    @Test
    void refusesByL9ADocumentThatBringsBackAWithdrawnKey() {
        fixture.publishes(TestKeys.exchange(), TestKeys.outsider());
        fixture.register("Exchange");
        fixture.find(TestKeys.exchange());
        fixture.publishes(TestKeys.outsider());
        fixture.clock.advance(FreshnessPolicy.FRESH.plusSeconds(1));
        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();

        fixture.publishes(TestKeys.exchange(), TestKeys.outsider());
        fixture.clock.advance(PAUSE);

        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();
        assertThat(lastRefusal().rule()).isEqualTo("L9");
        fixture.registry.refresh("Exchange", CONTEXT).await();
        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
    }

    @Test
    void refusesByL10ADocumentThatOffersThisNodesOwnCertificate() {
        fixture.own.add(TestKeys.lync().certificate());
        fixture.publishes(TestKeys.exchange(), TestKeys.lync());

        assertThat(firstNeedRefused().rule()).isEqualTo("L10");
    }

    @Test
    void refusesByE8ADocumentThatOffersAnotherPartnersCertificate() {
        fixture.registry
                .put(partner("Other", "fabrikam.com", null, true, TestKeys.outsider()))
                .await();
        fixture.publishes(TestKeys.exchange(), TestKeys.outsider());

        assertThat(firstNeedRefused().rule()).isEqualTo("E8");
    }

    @Test
    void leavesOutByE9TheWeakKeysOfADocument() {
        fixture.publishes(TestKeys.weak(1024), TestKeys.exchange());
        fixture.register("Exchange");

        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
        assertThat(fixture.trusts(TestKeys.weak(1024))).isFalse();
    }

    @Test
    void refusesByE9ADocumentOfWeakKeysOnly() {
        fixture.publishes(TestKeys.weak(1024));

        assertThat(firstNeedRefused().rule()).isEqualTo("E9");
    }

    @Test
    void readsNothingForADisabledPartner() {
        fixture.registry.put(partner("Exchange", "contoso.com", URL, false)).await();

        assertThat(fixture.trusts(TestKeys.exchange())).isFalse();
        assertThat(fixture.documentsServed()).isZero();
    }

    @Test
    void readsAtOnceAfterAnAdministratorChangedThePartner() {
        fixture.exchange.on(PATH, FakePartner.status(500));
        firstNeedRefused();
        fixture.publishes(TestKeys.exchange());

        fixture.register("Exchange");

        assertThat(fixture.trusts(TestKeys.exchange())).isTrue();
    }

    private void serve(String document) {
        fixture.exchange.on(PATH, FakePartner.json(document));
    }

    /** The refusal of a token whose issuer's document must be read first; the journal names the same rule. */
    private Refusal firstNeedRefused() {
        fixture.register("Exchange");
        Refusal refusal =
                refusalOf(fixture.directory.find(ISSUER, TestKeys.exchange().x5t(), CONTEXT));
        assertThat(lastRefusal().rule()).isEqualTo(refusal.rule());
        return refusal;
    }

    private Hop lastRefusal() {
        var refusals = fixture.refusals();
        return refusals.get(refusals.size() - 1);
    }
}
