package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings.Reading;
import org.s2slab.token.ClaimMeaning;
import org.s2slab.token.ClaimMeaning.Place;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.Rule;

/**
 * Tests that every rule and every refusal of the token endpoints has two sentences for readers, and one of five
 * questions.
 */
class RuleReadingsTest {
    private static final int LONGEST_SENTENCE = 25;

    @TestFactory
    Stream<DynamicTest> saysWhatPassedAndWhatFailed() {
        return RuleCatalog.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.subject() + " " + rule.id(), () -> check(rule)));
    }

    private static void check(RuleCatalog.Entry rule) {
        Reading reading = Objects.requireNonNull(
                RuleReadings.of(rule.subject(), rule.id()), "no sentences in rules/readings.yaml");
        assertThat(reading.question()).isBetween(1, 5);
        assertThat(reading.failed()).isNotEqualTo(reading.passed());
        assertThat(Set.of(reading.passed(), reading.failed())).allSatisfy(text -> {
            assertThat(text).endsWith(".").doesNotContain("{");
            assertThat(text.split("\\. "))
                    .allSatisfy(one -> assertThat(one.split(" ")).hasSizeLessThanOrEqualTo(LONGEST_SENTENCE));
        });
    }

    @Test
    void hasSentencesForNoOtherRule() {
        Set<String> known =
                RuleCatalog.all().stream().map(RuleCatalog.Entry::id).collect(Collectors.toSet());
        Set<String> told = new TreeSet<>();
        Stream.of("request", "token", "kept", "grant", "metadata", "policy")
                .forEach(name -> told.addAll(RuleReadings.section(name).keySet()));

        assertThat(told).isSubsetOf(known);
    }

    @Test
    void namesOnlyMembersOfTokensThatHaveAMeaning() {
        List<String> members = Stream.of("request", "token", "kept", "grant", "metadata")
                .flatMap(section -> RuleReadings.section(section).values().stream())
                .flatMap(reading -> Stream.ofNullable(reading.claims()).flatMap(List::stream))
                .toList();

        assertThat(members).isNotEmpty().allSatisfy(member -> {
            String[] parts = member.replace("signed.", "actor.").split("\\.", -1);
            Place place = Place.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            assertThat(ClaimMeaning.of(place, parts[1])).as(member).isPresent();
        });
        assertThat(RuleReadings.reads("G3", Place.ISSUED, "aud")).isTrue();
        assertThat(RuleReadings.reads("G3", Place.OUTER, "aud")).isFalse();
        assertThat(RuleReadings.reads("K1", Place.ASSERTION, "aud")).isTrue();
    }

    @Test
    void countsEachRuleThatCanFailUnderOneQuestion() {
        assertThat(RuleReadings.questions(Subject.TOKEN).stream()
                        .mapToLong(RuleReadings.Question::rules)
                        .sum())
                .isEqualTo(CheckList.serverRules().size());
        assertThat(RuleReadings.questionsOfAccessTokens().stream()
                        .mapToLong(RuleReadings.Question::rules)
                        .sum())
                .isEqualTo(CheckList.accessTokenRules().size());
        assertThat(Stream.of(Subject.GRANT, Subject.POLICY))
                .allSatisfy(subject -> assertThat(RuleReadings.questions(subject).stream()
                                .mapToLong(RuleReadings.Question::rules)
                                .sum())
                        .isEqualTo(RuleCatalog.of(subject, false).size()));
    }

    /** The token endpoints also refuse an assertion because of the rules for tokens. */
    @TestFactory
    Stream<DynamicTest> saysWhatADenialFoundWrong() {
        Stream<String> ofAssertions = Stream.of(CheckList.ASSERTION, CheckList.LIBRARY_ASSERTION)
                .flatMap(list -> list.all().stream())
                .map(Rule::id);
        return Stream.of(ofAssertions, GrantRules.rules().stream().map(Rule::id), Stream.of("N4"))
                .flatMap(ids -> ids)
                .distinct()
                .map(id -> DynamicTest.dynamicTest("denial " + id, () -> {
                    Reading reading = Objects.requireNonNull(
                            RuleReadings.of(Subject.GRANT, id), "no sentences in rules/readings.yaml");
                    assertThat(reading.passed()).isNotBlank().isNotEqualTo(reading.failed());
                    assertThat(reading.failed()).isNotBlank();
                }));
    }

    @Test
    void tellsADenialFromARefusal() {
        assertThat(Objects.requireNonNull(RuleReadings.of(Subject.GRANT, "E4")).failed())
                .isNotEqualTo(Objects.requireNonNull(RuleReadings.of(Subject.TOKEN, "E4"))
                        .failed());
    }
}
