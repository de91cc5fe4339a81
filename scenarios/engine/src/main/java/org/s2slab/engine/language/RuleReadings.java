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
import org.s2slab.trace.HopKind;

/**
 * The sentences that readers see for each rule. The check-list's sentence defines the rule; these sentences say what a
 * server found when it applied the rule. Pages, reports and the terminal take them from here.
 */
public final class RuleReadings {
    /**
     * The sentences of one rule. They do not contain the found and the expected value.
     *
     * @param question the number of the question that the rule helps to answer, from 1 to 5
     * @param cause the name of the cause of its refusal, or null if it never refuses a caller
     * @param passed what is true of the request if the rule passes
     * @param failed what is wrong with the request if the rule refuses it
     */
    public record Reading(int question, @Nullable String cause, String passed, String failed) {}

    private static final List<String> ASKED =
            YamlResource.read(RuleReadings.class, "rules/questions.yaml", new TypeReference<>() {});
    private static final Map<String, Map<String, Reading>> SECTIONS =
            YamlResource.read(RuleReadings.class, "rules/readings.yaml", new TypeReference<>() {});
    private static final Map<Subject, List<Question>> QUESTIONS =
            Stream.of(Subject.values()).collect(Collectors.toMap(subject -> subject, RuleReadings::counted));

    private RuleReadings() {}

    /**
     * One of the five questions that the rules answer.
     *
     * @param rules the number of rules of the check-list under the question
     */
    public record Question(String ask, long rules) {}

    /** The five questions about a token or an assertion, in their order. Each rule that can fail is under one of them. */
    public static List<Question> questions(Subject subject) {
        return Objects.requireNonNull(QUESTIONS.get(subject));
    }

    private static List<Question> counted(Subject subject) {
        return IntStream.rangeClosed(1, ASKED.size())
                .mapToObj(number -> new Question(
                        ASKED.get(number - 1),
                        RuleCatalog.of(subject, false).stream()
                                .map(rule -> of(subject, rule.id()))
                                .filter(reading -> reading != null && reading.question() == number)
                                .count()))
                .toList();
    }

    /** The sentences of a rule. An assertion is checked by rules of tokens, too. Null if no such rule is known. */
    public static @Nullable Reading of(Subject subject, String id) {
        return Stream.of(subject.name().toLowerCase(Locale.ROOT), "kept", "token", "request", "grant", "metadata")
                .map(name -> section(name).get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The ids of all rules that have sentences. */
    public static Set<String> ids() {
        return SECTIONS.values().stream()
                .flatMap(section -> section.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** What the rule of a refusal found wrong, or null if the hop names no rule. */
    public static @Nullable String failed(ObservedHop hop) {
        String rule = hop.rule();
        return rule == null ? null : failed(hop.kind(), rule);
    }

    /** What a rule found wrong that refused in a hop of this kind, or null if no such rule is known. */
    public static @Nullable String failed(HopKind kind, String rule) {
        Reading reading = of(subject(kind), rule);
        return reading == null ? null : reading.failed();
    }

    /** The ids that have sentences in a section of the resource, for the test that compares them with the catalogue. */
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
