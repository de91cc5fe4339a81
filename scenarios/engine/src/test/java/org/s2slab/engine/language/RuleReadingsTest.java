package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings.Reading;

/** Every rule and every denial of the token endpoints has two sentences for readers, and is under one of five questions. */
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
        Stream.of("request", "token", "kept", "grant", "metadata")
                .forEach(name -> told.addAll(RuleReadings.section(name).keySet()));

        assertThat(told).isSubsetOf(known);
    }

    @Test
    void countsEachRuleThatCanFailUnderOneQuestion() {
        assertThat(Stream.of(Subject.TOKEN, Subject.GRANT))
                .allSatisfy(subject -> assertThat(RuleReadings.questions(subject).stream()
                                .mapToLong(RuleReadings.Question::rules)
                                .sum())
                        .isEqualTo(RuleCatalog.of(subject, false).size()));
    }

    @Test
    void tellsADenialFromARefusal() {
        assertThat(Objects.requireNonNull(RuleReadings.of(Subject.GRANT, "E4")).failed())
                .isNotEqualTo(Objects.requireNonNull(RuleReadings.of(Subject.TOKEN, "E4"))
                        .failed());
    }
}
