package org.s2slab.validation;

import java.util.List;
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
 * @param <E> the facts that are known at the rule's stage
 */
public record Rule<E>(String id, RefusalCode code, String sentence, Check<E> check) {
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
