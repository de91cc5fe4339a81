package org.s2slab.engine.language;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.text.YamlResource;
import org.s2slab.token.ClaimMeaning.Place;
import org.s2slab.trace.HopKind;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.Rule;

/**
 * The sentences about each rule for readers. The check-list's sentence defines the rule; these sentences say what a
 * server found when it applied the rule. Pages, reports and the terminal use these sentences.
 */
public final class RuleReadings {
    /**
     * The sentences about one rule. They do not contain the found and the expected value.
     *
     * @param question the number (1 to 5) of the question that the rule helps to answer
     * @param cause the name of the refusal's cause, or null if the rule never refuses a caller
     * @param passed what is true of the request if the rule passes
     * @param failed what is wrong with the request if the rule refuses it
     * @param claims the members of tokens that the rule reads, for example {@code outer.aud}; null if it reads none
     */
    public record Reading(
            int question,
            @Nullable String cause,
            String passed,
            String failed,
            @Nullable List<String> claims) {}

    private static final List<String> ASKED =
            YamlResource.read(RuleReadings.class, "rules/questions.yaml", new TypeReference<>() {});
    private static final Map<String, Map<String, Reading>> SECTIONS =
            YamlResource.read(RuleReadings.class, "rules/readings.yaml", new TypeReference<>() {});
    private static final Map<Subject, List<Question>> QUESTIONS =
            Stream.of(Subject.values()).collect(Collectors.toMap(subject -> subject, RuleReadings::counted));
    private static final List<Question> OF_ACCESS_TOKENS =
            counted(Subject.TOKEN, CheckList.accessTokenRules().stream().map(Rule::id));

    private RuleReadings() {}

    /**
     * One of the five questions that the rules answer.
     *
     * @param rules the number of the check-list's rules for the question
     */
    public record Question(String ask, long rules) {}

    /**
     * The five questions about a token or an assertion, in their order. Every rule that can fail is under a question.
     */
    public static List<Question> questions(Subject subject) {
        return Objects.requireNonNull(QUESTIONS.get(subject));
    }

    /** The same questions about an access token of evoSTS, which other rules answer. */
    public static List<Question> questionsOfAccessTokens() {
        return OF_ACCESS_TOKENS;
    }

    private static List<Question> counted(Subject subject) {
        return counted(
                subject,
                subject == Subject.TOKEN
                        ? CheckList.serverRules().stream().map(Rule::id)
                        : RuleCatalog.of(subject, false).stream().map(RuleCatalog.Entry::id));
    }

    private static List<Question> counted(Subject subject, Stream<String> ids) {
        List<String> rules = ids.toList();
        return IntStream.rangeClosed(1, ASKED.size())
                .mapToObj(number -> new Question(
                        ASKED.get(number - 1),
                        rules.stream()
                                .map(id -> of(subject, id))
                                .filter(reading -> reading != null && reading.question() == number)
                                .count()))
                .toList();
    }

    /** The sentences about a rule. For an assertion, rules of tokens also apply. Null if there is no such rule. */
    public static @Nullable Reading of(Subject subject, String id) {
        return Stream.of(
                        subject.name().toLowerCase(Locale.ROOT),
                        "kept",
                        "token",
                        "request",
                        "grant",
                        "metadata",
                        "policy")
                .map(name -> section(name).get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether a rule reads a header field or claim in a place of a token. */
    public static boolean reads(String id, Place place, String name) {
        Reading reading = of(place == Place.ASSERTION ? Subject.GRANT : Subject.TOKEN, id);
        List<String> claims = reading == null || reading.claims() == null ? List.of() : reading.claims();
        boolean signed = place == Place.ACTOR || place == Place.ISSUED || place == Place.ACCESS;
        String word = place.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return claims.contains(word + "." + name) || (signed && claims.contains("signed." + name));
    }

    /** The ids of all rules that have sentences. */
    public static Set<String> ids() {
        return SECTIONS.values().stream()
                .flatMap(section -> section.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** What is wrong according to the rule that refused in a hop, or null if the hop names no rule. */
    public static @Nullable String failed(ObservedHop hop) {
        String rule = hop.rule();
        return rule == null ? null : failed(hop.kind(), rule);
    }

    /** What is wrong according to a rule that refused in a hop of this kind, or null if there is no such rule. */
    public static @Nullable String failed(HopKind kind, String rule) {
        Reading reading = of(subject(kind), rule);
        return reading == null ? null : reading.failed();
    }

    /** The sentences in a section of the resource by rule id, for the test that compares the ids with the catalogue. */
    static Map<String, Reading> section(String name) {
        return Objects.requireNonNull(SECTIONS.get(name), name);
    }

    private static Subject subject(HopKind kind) {
        return switch (kind) {
            case TOKEN_DENIED -> Subject.GRANT;
            case METADATA_REFUSED -> Subject.METADATA;
            default -> Subject.TOKEN;
        };
    }
}
