package org.s2slab.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CheckedRule;

/**
 * One rule for every request, checked before any of its content is used.
 *
 * @param id its id in the check-list
 * @param code the refusal of a request that fails the rule
 * @param sentence what the rule requires
 */
public record RequestRule(String id, RefusalCode code, String sentence, Predicate<RequestFacts> holds) {
    Refusal refusal() {
        return new Refusal(code, id, "must hold: " + sentence);
    }

    /** The checked rules in this order, up to the rule that refused. */
    static List<CheckedRule> upTo(RequestRule refusing, List<RequestRule> order) {
        List<CheckedRule> checks = new ArrayList<>();
        for (RequestRule rule : order) {
            boolean held = !rule.equals(refusing);
            checks.add(new CheckedRule(rule.id, rule.sentence, held, null, null));
            if (!held) {
                break;
            }
        }
        return checks;
    }
}
