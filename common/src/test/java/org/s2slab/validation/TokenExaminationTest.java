package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.TokenInspection;

/** An examination says of every token what validation does with it, and of every rule more; it leaves no trace. */
class TokenExaminationTest {
    private final ValidationWorld world = new ValidationWorld();

    @Test
    void findsThatEveryRuleHoldsForAGoodToken() {
        TokenExamination examination = world.examine(TestTokens.forAnna().text());
        assertThat(examination.refusal()).isEmpty();
        assertThat(examination.checks()).extracting(CheckedRule::held).containsOnly(true);
        assertThat(examination.checks()).hasSize(CheckList.COMPLETE.asked().size());
        assertThat(of("G3", examination).found())
                .isEqualTo(of("G3", examination).expected())
                .isEqualTo(world.host);
    }

    @Test
    void asksNothingAboutAUserWhereThereIsNone() {
        TokenExamination examination = world.examine(TestTokens.alone().text());
        assertThat(examination.refusal()).isEmpty();
        assertThat(of("J2", examination))
                .returns(null, CheckedRule::held)
                .returns("the token names no user", CheckedRule::found);
    }

    @TestFactory
    Stream<DynamicTest> refusesFirstByTheRuleThatValidationRefusesBy() {
        return spoilings((spoiled, token) -> {
            String outcome = spoiled.outcome(token);
            TokenExamination examination = spoiled.examine(token);
            assertThat(examination.refusal().map(CheckedRule::rule)).hasValue(outcome);
        });
    }

    @TestFactory
    Stream<DynamicTest> tellsTheJournalTheRulesUpToTheOneThatRefused() {
        return spoilings((spoiled, token) -> {
            String outcome = spoiled.outcome(token);
            TokenInspection opened = Objects.requireNonNull(spoiled.opened).get();
            List<CheckedRule> checks = opened.checks();
            assertThat(checks.get(checks.size() - 1))
                    .returns(outcome, CheckedRule::rule)
                    .returns(false, CheckedRule::held);
            assertThat(checks.subList(0, checks.size() - 1)).allMatch(check -> Boolean.TRUE.equals(check.held()));
        });
    }

    @Test
    void goesOnBehindTheFirstRefusal() {
        TestTokens token = TestTokens.forAnna();
        token.claimInBoth("aud", "00000002-0000-0ff1-ce00-000000000000/other.contoso.com@contoso.com");
        token.outer().claim("upn", "nobody@contoso.com");
        world.lync(false, TrustLevel.USER, false, true, 0);

        TokenExamination examination = world.examine(token.text());

        assertThat(refused(examination)).containsExactly("G3", "I4", "I2", "J2");
        assertThat(of("G3", examination))
                .returns("the host of aud is 'other.contoso.com'", CheckedRule::found)
                .returns("'exchange.contoso.com'", CheckedRule::expected);
    }

    @Test
    void asksTheClaimsOfAnUnknownIssuerAsFarAsTheyGo() {
        world.issuers.clear();
        TokenExamination examination = world.examine(TestTokens.forAnna().text());
        assertThat(refused(examination)).startsWith("F2", "E4").doesNotContain("G3", "H2");
        assertThat(of("I2", examination))
                .returns(null, CheckedRule::held)
                .returns("the application is not registered here", CheckedRule::found);
        assertThat(of("G3", examination).held()).isTrue();
        assertThat(of("E1", examination).held()).isNull();
    }

    @Test
    void saysOfATextThatIsNoTokenThatItCannotBeRead() {
        TokenExamination examination = world.examine("this is no token");
        assertThat(examination.token()).isNull();
        assertThat(refused(examination)).containsExactly("B5");
        assertThat(of("E1", examination).found()).isEqualTo("the token cannot be read");
    }

    @Test
    void leavesNoTrace() {
        String token = TestTokens.forAnna().text();
        world.examine(token);
        assertThat(world.counters.snapshot()).isEmpty();
        world.present(token).await();
        assertThat(world.counters.snapshot()).isEqualTo(Map.of("verifications", 1L));
    }

    @Test
    void knowsARemovedKeyAgain() {
        String token = TestTokens.forAnna().text();
        world.present(token).await();
        world.certificates.put(TestTokens.LYNC, List.of(TestKeys.sharepoint().certificate()));
        assertThat(refused(world.examine(token))).contains("E6", "E4");
    }

    @Test
    void showsTheJournalAnAcceptedTokenWithoutItsSignatures() {
        TestTokens token = TestTokens.forAnna();
        world.present(token).await();
        TokenInspection opened = Objects.requireNonNull(world.opened).get();
        String json = Objects.requireNonNull(opened.token()).json().encode();
        String actor = token.actor().text();
        assertThat(json).contains(TestTokens.ANNA, TestTokens.LYNC.toString(), actor.substring(0, 8) + "…");
        assertThat(json).doesNotContain(actor.substring(0, 9), actor.substring(actor.lastIndexOf('.') + 1));
        assertThat(opened.checks()).extracting(CheckedRule::held).containsOnly(true);
        assertThat(opened.checks()).extracting(CheckedRule::rule).contains("E1", "G3", "J4");
    }

    @Test
    void showsATokenOnlyWhenItIsValidatedAndNotWhenItsResultIsKept() {
        String token = TestTokens.forAnna().text();
        world.present(token).await();
        world.opened = null;
        world.present(token).await();
        assertThat(world.opened).isNull();
    }

    private interface Claim {
        void of(ValidationWorld spoiled, String token);
    }

    private static Stream<DynamicTest> spoilings(Claim claim) {
        return CheckListTest.SPOILINGS.stream()
                .filter(spoiling -> !UserSpoilings.KEPT.contains(spoiling))
                .map(spoiling -> dynamicTest(spoiling.toString(), () -> {
                    ValidationWorld spoiled = new ValidationWorld();
                    claim.of(spoiled, spoiling.spoilt(spoiled).text());
                }));
    }

    private static CheckedRule of(String rule, TokenExamination examination) {
        return examination.checks().stream()
                .filter(check -> check.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> refused(TokenExamination examination) {
        return examination.checks().stream()
                .filter(check -> Boolean.FALSE.equals(check.held()))
                .map(CheckedRule::rule)
                .toList();
    }
}
