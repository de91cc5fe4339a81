package org.s2slab.engine.hops;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the hops of a step with the sentences of the scenario. Some sentences name expected hops in their order.
 * Others name forbidden hops.
 */
public final class HopChecker {
    private HopChecker() {}

    /**
     * The differences between the hops and the sentences.
     *
     * @param expected hops that must happen in a step, in this order
     * @param never hops that must not happen
     * @param travelled all hops; background hops and hops of earlier tries do not count as expected hops
     */
    public static List<String> problems(
            List<HopSentence> expected, List<HopSentence> never, List<ObservedHop> travelled) {
        List<String> problems = new ArrayList<>(missing(expected, caused(travelled)));
        problems.addAll(forbidden(never, travelled));
        return problems;
    }

    /** The hops that the current step or an earlier step caused. */
    public static List<ObservedHop> caused(List<ObservedHop> travelled) {
        return travelled.stream().filter(hop -> hop.origin().isCaused()).toList();
    }

    /** One sentence for each expected hop that is missing or out of order. */
    static List<String> missing(List<HopSentence> expected, List<ObservedHop> hops) {
        List<String> problems = new ArrayList<>();
        int from = 0;
        for (HopSentence sentence : expected) {
            int at = indexOf(sentence, hops, from);
            if (at >= 0) {
                from = at + 1;
            } else if (indexOf(sentence, hops, 0) >= 0) {
                problems.add("hops: '" + sentence + "' happened, but earlier than the hops named before it");
            } else {
                problems.add("hops: '" + sentence + "' did not happen");
            }
        }
        return problems;
    }

    /** One sentence for each forbidden hop that happened. */
    static List<String> forbidden(List<HopSentence> never, List<ObservedHop> hops) {
        return never.stream()
                .filter(sentence -> indexOf(sentence, hops, 0) >= 0)
                .map(sentence -> "never: '" + sentence + "' happened")
                .toList();
    }

    private static int indexOf(HopSentence expected, List<ObservedHop> hops, int from) {
        for (int i = from; i < hops.size(); i++) {
            if (hops.get(i).fits(expected)) {
                return i;
            }
        }
        return -1;
    }
}
