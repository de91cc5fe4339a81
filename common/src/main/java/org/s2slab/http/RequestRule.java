package org.s2slab.http;

import java.util.function.Predicate;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

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
}
