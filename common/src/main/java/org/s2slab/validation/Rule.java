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
 * One check of the check-list: what must hold, and how it is refused when it does not.
 *
 * @param id its id in the check-list, for instance {@code G3}
 * @param code what a refusal by it is
 * @param sentence what holds for every accepted token, in the present tense
 * @param check looks for what contradicts the sentence
 * @param <E> what is known at the stage the rule belongs to
 */
public record Rule<E>(String id, RefusalCode code, String sentence, Check<E> check) {
    /** Looks for what contradicts a rule. */
    @FunctionalInterface
    public interface Check<E> {
        /** What was found and what was expected, for the journal; null when the rule holds. */
        @Nullable
        Finding finding(E evidence);
    }

    /** The check-list group: the letter of the id. */
    public char group() {
        return id.charAt(0);
    }

    /** What a journal shows of a refusal by this rule alone, where no token was checked with it. */
    public Supplier<TokenInspection> refusing(Finding finding) {
        return () -> new TokenInspection(null, List.of(CheckedRule.refused(id, sentence, finding)));
    }

    /** Refuses by the first rule that does not hold; a plain loop because it stands on every request's path. */
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
