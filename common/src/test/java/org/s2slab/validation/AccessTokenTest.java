package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;

/** What a good access token of evoSTS proves, and which of the two check-lists decides about a token. */
class AccessTokenTest {
    private final ValidationWorld world = new ValidationWorld();

    private static TestTokens ofApplication() {
        return TestTokens.alone().asAccessToken(ValidationWorld.TENANT, TestKeys.named("server"));
    }

    private static TestTokens ofAnna() {
        return TestTokens.alone().asAccessTokenOfAnna(ValidationWorld.TENANT, TestKeys.named("server"));
    }

    @Test
    void acceptsAnApplicationForItself() {
        Caller caller = world.present(ofApplication()).await();

        assertThat(caller.application()).isEqualTo(ValidationWorld.APPLICATION);
        assertThat(caller.user()).isNull();
        assertThat(caller.isPerson()).isFalse();
        assertThat(caller.roles())
                .as("a registered application has its registered permissions")
                .isEmpty();
    }

    @Test
    void acceptsAPersonByAClientOfAnyApplication() {
        world.vouchedFor.clear();
        Caller caller = world.present(ofAnna()).await();

        assertThat(caller.isPerson()).isTrue();
        assertThat(caller.client()).isEqualTo(TestTokens.APPLICATION);
        assertThat(caller.user()).extracting(ActingUser::id).isEqualTo("anna");
        assertThat(caller.roles()).isEmpty();
    }

    @Test
    void acceptsEachRightFormOfAnAudience() {
        for (String audience : List.of(
                "https://" + TestTokens.EXCHANGE_HOST,
                "https://" + TestTokens.EXCHANGE_HOST + "/",
                WellKnownPrincipals.EXCHANGE)) {
            TestTokens token = ofApplication();
            token.actor().claim("aud", audience);
            assertThat(world.outcome(token.text())).as(audience).isEqualTo("accepted");
        }
    }

    @Test
    void acceptsWhatTheProductMayLeaveOut() {
        TestTokens token = ofApplication();
        token.actor()
                .withoutClaim("idtyp")
                .withoutClaim("idp")
                .withoutClaim("uti")
                .claim("aio", "x")
                .claim("rh", "0.A");
        assertThat(world.outcome(token.text())).isEqualTo("accepted");
        TestTokens person = ofAnna();
        person.actor().claim("idtyp", "user").claim("scp", "openid user_impersonation");
        assertThat(world.outcome(person.text())).isEqualTo("accepted");
    }

    @Test
    void acceptsTheSecurityIdentifierOfAPersonWhereItIsAccepted() {
        world.issuers.put(
                ValidationWorld.EVOSTS,
                new TrustedIssuer(
                        "evoSTS",
                        ValidationWorld.EVOSTS,
                        Switches.of(IssuerTrait.ENABLED, IssuerTrait.BROKER, IssuerTrait.ACCEPTS_SIDS),
                        TrustLevel.FULL,
                        0));
        world.user("anna", ValidationWorld.SID, TestTokens.REALM, true);
        TestTokens token = ofAnna();
        token.actor().withoutClaim("upn").claim("onprem_sid", ValidationWorld.SID.replace('s', 'S'));

        assertThat(world.present(token).await().user())
                .extracting(ActingUser::id)
                .isEqualTo("anna");
    }

    @Test
    void cachesAnAcceptedToken() {
        TestTokens token = ofAnna();
        String text = token.text();
        world.present(text).await();
        int asked = world.asked.size();
        world.present(text).await();

        assertThat(world.asked).hasSize(asked);
        assertThat(world.counters.snapshot()).containsEntry(OperationCounters.VERIFICATIONS, 1L);
    }

    @Test
    void f1RefusesTheNameOfTheServerInATokenOfAnotherForm() {
        TestTokens token = TestTokens.alone().issuedBy(ValidationWorld.EVOSTS, TestKeys.named("server"));
        assertThat(world.outcome(token.text())).isEqualTo("F1");
        TestTokens around = TestTokens.forAnna().issuedBy(ValidationWorld.EVOSTS, TestKeys.named("server"));
        assertThat(world.outcome(around.text())).isEqualTo("F1");
    }

    @Test
    void refusesAnAccessTokenInsideAnOuterToken() {
        TestTokens outer = TestTokens.forAnna();
        outer.outer().claim("actortoken", ofApplication().text());
        assertThat(world.outcome(outer.text())).isEqualTo("D6");
        outer.outer().claim("iss", "https://sts.windows.net/" + ValidationWorld.TENANT + "/");
        assertThat(world.outcome(outer.text())).as("with the issuer outside").isEqualTo("C1");
    }

    /** A list never refuses by a rule that it does not have, so this shows which list decided. */
    @Test
    void triesARefusedTokenByNoOtherList() {
        TestTokens servers = TestTokens.alone().issuedBy(ValidationWorld.SERVER, TestKeys.named("server"));
        servers.actor().claim("iss", "https://" + ValidationWorld.SERVER.id() + "@" + ValidationWorld.TENANT);
        assertThat(world.outcome(servers.text())).isEqualTo("Q1");
        TestTokens access = ofApplication();
        access.actor().claim("iss", ValidationWorld.SERVER.toString());
        assertThat(world.outcome(access.text())).isEqualTo("D6");
    }

    @Test
    void isNotKnownAtAServerWithoutSuchServers() {
        world.profile = ValidationProfile.SHAREPOINT_HIGH_TRUST;
        assertThat(world.outcome(ofApplication().text())).isEqualTo("D6");
    }

    @Test
    void examinesByTheRulesForAccessTokens() {
        List<String> rules = world.examine(ofAnna().text()).checks().stream()
                .map(CheckedRule::rule)
                .toList();
        assertThat(rules).contains("B1", "E1", "H2", "J4", "Q1", "Q13").doesNotContain("D1", "G2", "I1");
        TestTokens wrong = ofAnna();
        wrong.actor().claim("scp", "Mail.Read").claim("tid", "x");
        assertThat(world.examine(wrong.text()).checks().stream()
                        .filter(check -> Boolean.FALSE.equals(check.held()))
                        .map(CheckedRule::rule))
                .containsExactly("Q5", "Q13");
        assertThat(world.examine(wrong.text()).checks().stream()
                        .filter(check -> check.rule().equals("J4"))
                        .map(CheckedRule::held))
                .containsExactly(true);
    }

    @Test
    void journalsAllRulesOfAPersonsToken() {
        world.present(ofAnna()).await();
        List<String> rules = Objects.requireNonNull(world.opened).get().checks().stream()
                .map(CheckedRule::rule)
                .toList();
        assertThat(rules).contains("Q13", "J4").doesNotContain("G2");
    }
}
