package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** What is known of one partner and of all, and how long it counts. */
class ResolvedPartnerTest {
    private static final Instant NOW = TestClock.START;
    private static final URI URL = URI.create("https://exchange.contoso.com/metadata");
    private static final PrincipalId EXCHANGE = new PrincipalId(WellKnownPrincipals.EXCHANGE, "contoso.com");
    private static final PrincipalId ELSEWHERE = new PrincipalId(WellKnownPrincipals.EXCHANGE, "fabrikam.com");
    private static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com");

    private final TestClock clock = new TestClock();
    private final FreshnessPolicy policy = new FreshnessPolicy(clock, Set.of());

    @Test
    void anApplicationHasPermissionsByALinkedAccountOrByAGrant() {
        assertThat(granted(null, PartnerGrants.NONE)).isFalse();
        assertThat(granted("Exchange Online-ApplicationAccount", PartnerGrants.NONE))
                .isTrue();
        assertThat(granted(null, new PartnerGrants(List.of("Mail.Read"), List.of(), null)))
                .isTrue();
        assertThat(granted(null, PartnerGrants.EVERYTHING)).isTrue();
    }

    private static boolean granted(@Nullable String account, PartnerGrants grants) {
        return PartnerApplication.byAuthorizationServer(
                        "A", WellKnownPrincipals.EXCHANGE, null, true, account, grants, 0)
                .hasPermissions();
    }

    @Test
    void isFreshForFifteenMinutesToTheSecond() {
        ResolvedPartner partner = read(true, true, TestKeys.exchange());
        assertThat(policy.isFresh(partner)).isTrue();
        clock.advance(Duration.ofMinutes(15));
        assertThat(policy.isFresh(partner)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(policy.isFresh(partner)).isFalse();
    }

    @Test
    void asksNothingOfAPartnerWithoutDocument() {
        ResolvedPartner byHand = ResolvedPartner.registered(application("contoso.com", null, true, false), null, NOW);
        assertThat(byHand.readsMetadata()).isFalse();
        assertThat(policy.isFresh(byHand)).isTrue();
        assertThat(policy.isSpent(byHand)).isFalse();
        assertThat(ResolvedPartner.registered(application("contoso.com", URL, true, true), null, NOW)
                        .readsMetadata())
                .isFalse();
        assertThat(ResolvedPartner.registered(application("contoso.com", URL, false, false), null, NOW)
                        .readsMetadata())
                .isFalse();
    }

    @Test
    void countsForADayToTheSecondWhileTheDocumentIsAway() {
        ResolvedPartner partner = read(true, true, TestKeys.exchange());
        clock.advance(Duration.ofHours(24));
        assertThat(policy.isSpent(partner)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(policy.isSpent(partner)).isTrue();
        FreshnessPolicy lasting = new FreshnessPolicy(clock, Set.of(ProductBehavior.LASTING_KEYS));
        assertThat(lasting.isSpent(partner)).isFalse();
        assertThat(policy.isSpent(read(true, false, TestKeys.exchange()))).isFalse();
    }

    @Test
    void isSpentAtOnceWithoutKeys() {
        assertThat(policy.isSpent(read(true, true))).isTrue();
        assertThat(new FreshnessPolicy(clock, Set.of(ProductBehavior.LASTING_KEYS)).isSpent(read(true, true)))
                .isTrue();
    }

    @Test
    void sufficesForAKnownThumbprintOnlyUnlessKeysAreLearntByTime() {
        ResolvedPartner partner = read(true, true, TestKeys.exchange());
        String known = TestKeys.exchange().x5t();
        assertThat(policy.suffices(partner, known)).isTrue();
        assertThat(policy.suffices(partner, "other")).isFalse();
        FreshnessPolicy byInterval = new FreshnessPolicy(clock, Set.of(ProductBehavior.KEYS_BY_INTERVAL));
        assertThat(byInterval.suffices(partner, "other")).isTrue();
        clock.advance(Duration.ofMinutes(16));
        assertThat(policy.suffices(partner, known)).isFalse();
        assertThat(byInterval.suffices(partner, "other")).isFalse();
        ResolvedPartner nameless =
                ResolvedPartner.registered(application(null, URL, true, false, TestKeys.exchange()), null, NOW);
        clock.set(NOW);
        assertThat(policy.suffices(nameless, known)).isFalse();
    }

    @Test
    void hasAnAgeOnlyWhereItsKeysCameFromADocument() {
        assertThat(ResolvedPartner.registered(
                                application("contoso.com", URL, true, false, TestKeys.exchange()), null, NOW)
                        .readAt())
                .isEqualTo(NOW);
        assertThat(ResolvedPartner.registered(application("contoso.com", URL, true, false), null, NOW)
                        .readAt())
                .isNull();
        assertThat(ResolvedPartner.registered(
                                application("contoso.com", null, true, false, TestKeys.exchange()), null, NOW)
                        .readAt())
                .isNull();
    }

    @Test
    void mayBeAnIssuerOfItsIdWhileItsRealmIsUnknown() {
        ResolvedPartner open = ResolvedPartner.registered(application(null, URL, true, false), null, NOW);
        assertThat(open.issuer()).isEmpty();
        assertThat(open.mayBe(EXCHANGE)).isTrue();
        assertThat(open.mayBe(ELSEWHERE)).isTrue();
        assertThat(open.mayBe(LYNC)).isFalse();
        ResolvedPartner named = ResolvedPartner.registered(application("contoso.com", URL, true, false), null, NOW);
        assertThat(named.issuer()).contains(EXCHANGE);
        assertThat(named.mayBe(EXCHANGE)).isTrue();
        assertThat(named.mayBe(ELSEWHERE)).isFalse();
        ResolvedPartner vouched = ResolvedPartner.registered(application(null, null, true, true), null, NOW);
        assertThat(vouched.mayBe(EXCHANGE)).isFalse();
        assertThat(vouched.issuer()).isEmpty();
    }

    @Test
    void mayBeVouchedForInAnyRealmOrInItsOwn() {
        ResolvedPartner any = ResolvedPartner.registered(application(null, null, true, true), null, NOW);
        assertThat(any.mayBeVouchedFor(EXCHANGE)).isTrue();
        assertThat(any.mayBeVouchedFor(ELSEWHERE)).isTrue();
        assertThat(any.mayBeVouchedFor(LYNC)).isFalse();
        ResolvedPartner own = ResolvedPartner.registered(application("contoso.com", null, true, true), null, NOW);
        assertThat(own.mayBeVouchedFor(EXCHANGE)).isTrue();
        assertThat(own.mayBeVouchedFor(ELSEWHERE)).isFalse();
        ResolvedPartner direct = ResolvedPartner.registered(application("contoso.com", URL, true, false), null, NOW);
        assertThat(direct.mayBeVouchedFor(EXCHANGE)).isFalse();
    }

    @Test
    void isFoundByTheIssuerItSignsAsOrTheServerThatVouchesForIt() {
        ResolvedPartner direct = ResolvedPartner.registered(application("contoso.com", URL, true, false), null, NOW);
        ResolvedPartner vouched =
                renamed("Vouched", ResolvedPartner.registered(application(null, null, true, true), null, NOW));
        PartnerSnapshot partners = PartnerSnapshot.of(List.of(direct, vouched));
        assertThat(partners.namedBy(true, EXCHANGE)).contains(vouched);
        assertThat(partners.namedBy(false, EXCHANGE)).contains(direct);
        assertThat(partners.namedBy(true, LYNC)).isEmpty();
        assertThat(partners.namedBy(false, ELSEWHERE)).isEmpty();
        assertThat(partners.claiming(EXCHANGE)).contains(direct);
        assertThat(partners.claiming(ELSEWHERE)).isEmpty();
        assertThat(partners.without("EXCHANGE").all()).containsExactly(vouched);
        assertThat(partners.without("EXCHANGE").with(direct).all()).containsExactly(direct, vouched);
    }

    private static ResolvedPartner renamed(String name, ResolvedPartner partner) {
        PartnerApplication a = partner.application();
        return ResolvedPartner.registered(
                new PartnerApplication(
                        name,
                        a.applicationId(),
                        a.realm(),
                        a.metadataUrl(),
                        a.certificates(),
                        Switches.<PartnerTrait>of()
                                .with(PartnerTrait.USES_OAUTH_SERVER, a.useOAuthServer())
                                .with(PartnerTrait.ACCEPTS_SIDS, a.acceptsSids())
                                .with(PartnerTrait.ENABLED, a.enabled())
                                .with(PartnerTrait.BROKER, a.broker()),
                        a.level(),
                        a.linkedAccount(),
                        PartnerGrants.NONE,
                        a.trustedSince()),
                null,
                NOW);
    }

    private static ResolvedPartner read(boolean enabled, boolean withDocument, SigningKey... keys) {
        return ResolvedPartner.registered(
                application("contoso.com", withDocument ? URL : null, enabled, false, keys), null, NOW);
    }

    private static PartnerApplication application(
            @Nullable String realm, @Nullable URI url, boolean enabled, boolean vouchedFor, SigningKey... keys) {
        return new PartnerApplication(
                "Exchange",
                WellKnownPrincipals.EXCHANGE,
                realm,
                url,
                Arrays.stream(keys).map(SigningKey::certificate).toList(),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, vouchedFor)
                        .with(PartnerTrait.ENABLED, enabled),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                NOW.getEpochSecond());
    }
}
