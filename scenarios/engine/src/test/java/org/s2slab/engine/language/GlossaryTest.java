package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.language.Glossary.Term;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.token.ClaimMeaning;
import org.s2slab.token.ClaimMeaning.Place;

/**
 * Tests the glossary: plain sentences explain each term, each term has links to other terms, and each term of the rules
 * is in the glossary.
 */
class GlossaryTest {
    private static final int LONGEST_SENTENCE = 25;
    private static final Set<Integer> LESSONS = new LessonLibrary(new ScenarioLibrary())
            .all().stream().map(Lesson::number).collect(Collectors.toSet());
    private static final Pattern WORD = Pattern.compile("\\b[a-z][a-z0-9]+\\b");

    /** Claim names that are also words of plain English. */
    private static final Set<String> PLAIN = Set.of("scope", "type", "appid", "user", "name");

    @TestFactory
    Stream<DynamicTest> explainsEachWord() {
        return Glossary.terms().stream().map(term -> DynamicTest.dynamicTest(term.term(), () -> check(term)));
    }

    private static void check(Term term) {
        String[] sentences = term.text().split("(?<=[.])\\s");
        assertThat(sentences)
                .hasSizeBetween(1, 4)
                .allSatisfy(one -> assertThat(one.split(" ")).hasSizeLessThanOrEqualTo(LONGEST_SENTENCE));
        assertThat(term.text()).endsWith(".");
        assertThat(LESSONS).contains(term.lesson());
        assertThat(term.see())
                .isNotEmpty()
                .doesNotContain(term.term())
                .allSatisfy(other ->
                        assertThat(Glossary.terms().stream().map(Term::term)).contains(other));
    }

    @Test
    void hasManyWordsAndEachFormOnce() {
        List<String> forms =
                Glossary.terms().stream().flatMap(term -> term.forms().stream()).toList();

        assertThat(Glossary.terms()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(forms).doesNotHaveDuplicates();
    }

    @Test
    void explainsEachClaimThatASentenceOfARuleNames() throws IOException {
        Set<String> words =
                new TreeSet<>(WORD.matcher(text("rules/readings.yaml").replaceAll("claims: \\[[^]]*]", ""))
                        .results()
                        .map(match -> match.group())
                        .collect(Collectors.toSet()));
        words.removeIf(word -> PLAIN.contains(word)
                || Arrays.stream(Place.values())
                        .noneMatch(place -> ClaimMeaning.of(place, word).isPresent()));

        assertThat(words)
                .contains("aud", "x5t")
                .allSatisfy(word -> assertThat(Glossary.find(word)).as(word).isPresent());
    }

    @Test
    void findsAWordInAnyFormAndCase() {
        assertThat(Glossary.find(" AUDIENCE ")).get().extracting(Term::term).isEqualTo("aud");
        assertThat(Glossary.find("audienc")).isEmpty();
        assertThat(Glossary.search("thumb").get(0).term()).isEqualTo("thumbprint");
        assertThat(Glossary.search("fingerprint")).extracting(Term::term).containsExactly("thumbprint");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = GlossaryTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
