package org.s2slab.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;

/** The result of each rule, whatever the results of the rules before it. */
public final class RuleFindings {
    private final Map<String, Finding> refusals = new HashMap<>();
    private final Map<String, String> unasked = new HashMap<>();
    private final Set<Rule<?>> asked = new HashSet<>();

    /** Checks the rules of a stage; a rule whose input is missing (IllegalStateException) is not checked. */
    public <E> void ask(List<Rule<E>> stage, E evidence) {
        for (Rule<E> rule : stage) {
            asked.add(rule);
            try {
                Finding finding = rule.check().finding(evidence);
                if (finding != null) {
                    refusals.putIfAbsent(rule.id(), finding);
                }
            } catch (IllegalStateException e) {
                unasked.put(rule.id(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Records the refusal of a rule without running its check. */
    public void refuse(Rule<?> rule, Finding finding) {
        asked.add(rule);
        refusals.putIfAbsent(rule.id(), finding);
    }

    /** The results of the rules in this order. The reason {@code otherwise} applies to rules that were not checked. */
    public List<CheckedRule> of(List<Rule<?>> order, String otherwise) {
        return of(order, null, otherwise);
    }

    /** @param known the facts for the rules that compare values */
    List<CheckedRule> of(List<Rule<?>> order, @Nullable TokenFacts known, String otherwise) {
        List<CheckedRule> checks = new ArrayList<>();
        for (Rule<?> rule : order) {
            checks.add(checked(rule, known, otherwise));
        }
        return checks;
    }

    private CheckedRule checked(Rule<?> rule, @Nullable TokenFacts known, String otherwise) {
        Finding refusal = refusals.get(rule.id());
        if (refusal != null && asked.contains(rule)) {
            return rule.refused(refusal, known);
        }
        String reason = asked.contains(rule) ? unasked.get(rule.id()) : otherwise;
        return reason == null ? rule.held(known) : new CheckedRule(rule.id(), rule.sentence(), null, reason, null);
    }
}
