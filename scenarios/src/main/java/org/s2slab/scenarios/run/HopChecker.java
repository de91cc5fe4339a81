package org.s2slab.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.scenarios.script.HopSentence;

/** Compares what travelled with what a scenario says must have, in its order, and must not have. */
final class HopChecker {
    private HopChecker() {}

    /** One sentence per hop that is missing, out of order, or there against the scenario's word. */
    static List<String> problems(List<HopSentence> wanted, List<HopSentence> never, List<TravelledHop> hops) {
        List<String> problems = new ArrayList<>();
        int from = 0;
        for (HopSentence sentence : wanted) {
            int at = indexOf(sentence, hops, from);
            if (at >= 0) {
                from = at + 1;
            } else if (indexOf(sentence, hops, 0) >= 0) {
                problems.add("hops: '" + sentence + "' happened, but earlier than the hops named before it");
            } else {
                problems.add("hops: '" + sentence + "' did not happen");
            }
        }
        for (HopSentence sentence : never) {
            if (indexOf(sentence, hops, 0) >= 0) {
                problems.add("never: '" + sentence + "' happened");
            }
        }
        return problems;
    }

    private static int indexOf(HopSentence wanted, List<TravelledHop> hops, int from) {
        for (int i = from; i < hops.size(); i++) {
            if (hops.get(i).fits(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
