package org.s2slab.validation;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.TokenInspection;

/**
 * One rule of the check-list: its requirement, and the refusal if it fails.
 *
 * @param id its id in the check-list, for instance {@code G3}
 * @param code the code of its refusal
 * @param sentence what is true of every accepted token, in the present tense
 * @param check looks for a contradiction to the sentence
 * @param compared the two values that the rule compares, whether the rule passes or not; null if it compares nothing, or
 *     its input is not known
 * @param <E> the facts that are known at the rule's stage
 */
public record Rule<E>(
        String id,
        RefusalCode code,
        String sentence,
        Check<E> check,
        Function<TokenFacts, @Nullable ComparedValues> compared) {
    /** A rule that compares no values. */
    public Rule(String id, RefusalCode code, String sentence, Check<E> check) {
        this(id, code, sentence, check, known -> null);
    }

    /** Looks for a contradiction to a rule. */
    @FunctionalInterface
    public interface Check<E> {
        /** The found and the expected value, for the journal; null if the rule passes. */
        @Nullable
        Finding finding(E evidence);
    }

    /** The check-list group: the letter of the id. */
    public char group() {
        return id.charAt(0);
    }

    /** The journal's view of a refusal by this rule alone, without a checked token. */
    public Supplier<TokenInspection> refusing(Finding finding) {
        return () -> new TokenInspection(null, List.of(CheckedRule.refused(id, sentence, finding)));
    }

    /** The result for a token that passes this rule, with the compared values. */
    CheckedRule held(@Nullable TokenFacts known) {
        ComparedValues values = values(known);
        return values == null
                ? CheckedRule.held(id, sentence)
                : new CheckedRule(id, sentence, true, values.found(), values.expected());
    }

    /** The result for a token that this rule refuses, with the compared values if the finding has none. */
    CheckedRule refused(Finding finding, @Nullable TokenFacts known) {
        CheckedRule said = CheckedRule.refused(id, sentence, finding);
        ComparedValues values = said.expected() == null ? values(known) : null;
        return values == null ? said : new CheckedRule(id, sentence, false, values.found(), values.expected());
    }

    private @Nullable ComparedValues values(@Nullable TokenFacts known) {
        try {
            return known == null ? null : compared.apply(known);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Refuses by the first rule that fails; a plain loop because every request runs it. */
    public static <E> void refuseByFirst(List<Rule<E>> rules, E evidence) {
        for (int i = 0; i < rules.size(); i++) {
            Rule<E> rule = rules.get(i);
            Finding finding = rule.check.finding(evidence);
            if (finding != null) {
                throw new Refusal(rule.code, rule.id, finding);
            }
        }
    }
}
