package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** What a registration or a document must satisfy beside what is held already. */
class RegistrationRulesTest {
    private static final Instant NOW = TestClock.START;
    private static final URI URL = URI.create("https://exchange.contoso.com/metadata");
    private static final SigningKey FIRST = TestKeys.exchange();
    private static final SigningKey SECOND = TestKeys.outsider();
    private static final SigningKey THIRD = TestKeys.sharepoint();

    /** It serves another realm besides its own. */
    private static final ServiceIdentity SELF = new ServiceIdentity(
            new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com"),
            Set.of("also.contoso.com"),
            Set.of("lync.contoso.com"));

    @Test
    void f4RefusesAnApplicationThatIsVouchedForTwiceInOneRealmOrInAny() {
        assertThat(beside(vouched("A", "contoso.com"), vouched("B", "contoso.com")))
                .isEqualTo("F4");
        assertThat(beside(vouched("A", null), vouched("B", "contoso.com"))).isEqualTo("F4");
        assertThat(beside(vouched("A", "contoso.com"), vouched("B", null))).isEqualTo("F4");
        assertThat(beside(vouched("A", "contoso.com"), vouched("B", "fabrikam.com")))
                .isEqualTo("taken");
        assertThat(beside(vouched("A", null), direct("B", null))).isEqualTo("taken");
        assertThat(beside(direct("A", null), vouched("B", null))).isEqualTo("taken");
        assertThat(beside(vouched("A", null), vouched("a", null))).isEqualTo("taken");
        PartnerApplication other = application("B", WellKnownPrincipals.SHAREPOINT, null, null, true);
        assertThat(beside(vouched("A", null), other)).isEqualTo("taken");
    }

    @Test
    void f2RefusesOneIssuerUnderTwoNamesButNotTwoOfWhichNoRealmIsKnown() {
        assertThat(beside(direct("A", "contoso.com"), direct("B", "contoso.com")))
                .isEqualTo("F2");
        assertThat(beside(direct("A", null), direct("B", null))).isEqualTo("taken");
        assertThat(beside(direct("A", "contoso.com"), direct("A", "contoso.com")))
                .isEqualTo("taken");
    }

    @Test
    void f9RefusesThisServerInEachOfItsRealms() {
        for (String realm : List.of("contoso.com", "also.contoso.com")) {
            assertThat(registered(application("A", WellKnownPrincipals.LYNC, realm, null, false)))
                    .isEqualTo("F9");
        }
        assertThat(registered(application("A", WellKnownPrincipals.LYNC, "fabrikam.com", null, false)))
                .isEqualTo("taken");
        assertThat(registered(application("A", WellKnownPrincipals.LYNC, null, null, false)))
                .isEqualTo("taken");
        assertThat(registered(application("A", WellKnownPrincipals.LYNC, "contoso.com", null, true)))
                .isEqualTo("taken");
    }

    @Test
    void l6HoldsWhatIsReplacedAtOnceAndTakesWhatOverlaps() {
        ResolvedPartner held = held(FIRST);
        assertThat(taken(held, false, SECOND)).isEqualTo("L6");
        assertThat(taken(held, true, SECOND)).isEqualTo("taken");
        assertThat(taken(held, false, SECOND, FIRST)).isEqualTo("taken");
        assertThat(taken(held(), false, SECOND)).isEqualTo("taken");
    }

    @Test
    void l9HoldsWhatComesBackAndForgetsItWhenItIsTaken() {
        ResolvedPartner both = take(held(FIRST), false, FIRST, SECOND);
        ResolvedPartner later = take(both, false, SECOND, THIRD);
        assertThat(later.withdrawn()).containsExactly(FIRST.x5t());
        assertThat(taken(later, false, SECOND, FIRST)).isEqualTo("L9");
        ResolvedPartner asked = take(later, true, SECOND, FIRST);
        assertThat(asked.withdrawn()).containsExactly(THIRD.x5t());
        assertThat(asked.application().certificates()).containsExactly(SECOND.certificate(), FIRST.certificate());
        assertThat(asked.readAt()).isEqualTo(NOW);
    }

    @Test
    void e9PassesOverAWeakKeyBesideAStrongOne() {
        assertThat(take(held(), false, TestKeys.weak(1024), FIRST).application().certificates())
                .containsExactly(FIRST.certificate());
        assertThat(taken(held(), false, TestKeys.weak(1024))).isEqualTo("E9");
    }

    @Test
    void l5RefusesADocumentOfAnotherApplicationOrRealmOrOfNone() {
        ResolvedPartner named = known(direct("Exchange", "contoso.com"));
        ResolvedPartner open = known(direct("Exchange", null));
        assertThat(document(named, WellKnownPrincipals.LYNC, "contoso.com")).isEqualTo("L5");
        assertThat(document(named, WellKnownPrincipals.EXCHANGE, "fabrikam.com"))
                .isEqualTo("L5");
        assertThat(document(open, WellKnownPrincipals.EXCHANGE, null)).isEqualTo("L5");
        assertThat(document(named, WellKnownPrincipals.EXCHANGE, null)).isEqualTo("realm null");
        assertThat(document(open, WellKnownPrincipals.EXCHANGE, "contoso.com")).isEqualTo("realm contoso.com");
        ResolvedPartner read = rules().take(
                        new AuthMetadata(
                                WellKnownPrincipals.EXCHANGE, "contoso.com", List.of(FIRST.certificate()), null),
                        open,
                        false,
                        NOW);
        assertThat(document(read, WellKnownPrincipals.EXCHANGE, null)).isEqualTo("realm contoso.com");
    }

    @Test
    void e8AndL10RefuseACertificateThatIsAnothersOrItsOwn() {
        ResolvedPartner other = known(direct("Other", "fabrikam.com", SECOND));
        RegistrationRules rules =
                new RegistrationRules(PartnerSnapshot.of(List.of(other)), List.of(THIRD.certificate()));
        assertThat(refused(() -> rules.checkRegistration(known(direct("A", "contoso.com", SECOND)), SELF, NOW)))
                .isEqualTo("E8");
        assertThat(refused(() -> rules.checkRegistration(known(direct("A", "contoso.com", THIRD)), SELF, NOW)))
                .isEqualTo("L10");
        assertThat(refused(() -> rules.checkRegistration(known(direct("OTHER", "fabrikam.com", SECOND)), SELF, NOW)))
                .isEqualTo("taken");
        assertThat(refused(() -> rules.take(read(SECOND), held(), false, NOW))).isEqualTo("E8");
        assertThat(refused(() -> rules.take(read(THIRD), held(), false, NOW))).isEqualTo("L10");
    }

    @Test
    void e5RefusesACertificateFromTheSecondAfterItsLastAndNotOneThatIsHeld() {
        SigningKey last = until(NOW);
        SigningKey over = until(NOW.minusSeconds(1));
        assertThat(registered(byHand(last))).isEqualTo("taken");
        assertThat(registered(byHand(over))).isEqualTo("E5");
        assertThat(registered(byHand(FIRST, over))).isEqualTo("E5");
        assertThat(registered(direct("A", "contoso.com", over))).isEqualTo("E5");
        assertThat(registered(direct("A", "contoso.com", over, FIRST))).isEqualTo("taken");
        assertThat(beside(byHand(over), byHand(over))).isEqualTo("taken");
        assertThat(beside(byHand(FIRST), byHand(over))).isEqualTo("E5");
    }

    private static SigningKey until(Instant end) {
        return TestKeys.dated("contoso.com", NOW.minusSeconds(86_400), end);
    }

    private static PartnerApplication byHand(SigningKey... keys) {
        return application("A", WellKnownPrincipals.EXCHANGE, "contoso.com", null, false, keys);
    }

    private static String beside(PartnerApplication held, PartnerApplication added) {
        RegistrationRules rules = new RegistrationRules(PartnerSnapshot.of(List.of(known(held))), List.of());
        return refused(() -> rules.checkRegistration(known(added), SELF, NOW));
    }

    private static String registered(PartnerApplication added) {
        return refused(() -> rules().checkRegistration(known(added), SELF, NOW));
    }

    private static RegistrationRules rules() {
        return new RegistrationRules(PartnerSnapshot.NONE, List.of());
    }

    private static ResolvedPartner take(ResolvedPartner held, boolean unheld, SigningKey... keys) {
        return rules().take(read(keys), held, unheld, NOW);
    }

    private static String taken(ResolvedPartner held, boolean unheld, SigningKey... keys) {
        return refused(() -> take(held, unheld, keys));
    }

    private static String document(ResolvedPartner held, String service, @Nullable String realm) {
        AuthMetadata document = new AuthMetadata(service, realm, List.of(FIRST.certificate()), null);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> rules().take(document, held, false, NOW));
        return refusal != null
                ? String.valueOf(refusal.rule())
                : "realm " + rules().take(document, held, false, NOW).metadataRealm();
    }

    private static String refused(ThrowingCallable change) {
        Refusal refusal = catchThrowableOfType(Refusal.class, change);
        if (refusal == null) {
            assertThatCode(change).doesNotThrowAnyException();
            return "taken";
        }
        return Objects.requireNonNull(refusal.rule());
    }

    private static AuthMetadata read(SigningKey... keys) {
        return new AuthMetadata(WellKnownPrincipals.EXCHANGE, "contoso.com", certificates(keys), null);
    }

    private static ResolvedPartner held(SigningKey... keys) {
        return known(direct("Exchange", "contoso.com", keys));
    }

    private static ResolvedPartner known(PartnerApplication application) {
        return ResolvedPartner.registered(application, null, NOW);
    }

    private static PartnerApplication direct(String name, @Nullable String realm, SigningKey... keys) {
        return application(name, WellKnownPrincipals.EXCHANGE, realm, URL, false, keys);
    }

    private static PartnerApplication vouched(String name, @Nullable String realm) {
        return application(name, WellKnownPrincipals.EXCHANGE, realm, null, true);
    }

    private static PartnerApplication application(
            String name, String id, @Nullable String realm, @Nullable URI url, boolean vouchedFor, SigningKey... keys) {
        return new PartnerApplication(
                name,
                id,
                realm,
                url,
                certificates(keys),
                Switches.of(PartnerTrait.ENABLED).with(PartnerTrait.USES_OAUTH_SERVER, vouchedFor),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                NOW.getEpochSecond());
    }

    private static List<X509Certificate> certificates(SigningKey... keys) {
        return Arrays.stream(keys).map(SigningKey::certificate).toList();
    }
}
