package org.s2slab.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CheckedRule;

/**
 * One thing that must hold of every request, before anything in it is believed.
 *
 * @param id its id in the check-list
 * @param code how a request is answered of which it does not hold
 * @param sentence what must hold
 */
public record RequestRule(String id, RefusalCode code, String sentence, Predicate<RequestFacts> holds) {
    Refusal refusal() {
        return new Refusal(code, id, "must hold: " + sentence);
    }

    /** What was asked in this order when one refused. */
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
