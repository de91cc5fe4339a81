package org.s2slab.engine.hops;

import java.util.ArrayList;
import java.util.List;

/** Compares the hops between nodes with a scenario's sentences: expected ones in their order, and forbidden ones. */
public final class HopChecker {
    private HopChecker() {}

    /**
     * The problems of hops.
     *
     * @param wanted hops that must happen in a step, in this order
     * @param never hops that must not happen
     * @param travelled all hops; those of the background and of earlier tries do not count as expected ones
     */
    public static List<String> problems(
            List<HopSentence> wanted, List<HopSentence> never, List<ObservedHop> travelled) {
        List<String> problems = new ArrayList<>(missing(wanted, caused(travelled)));
        problems.addAll(forbidden(never, travelled));
        return problems;
    }

    /** The hops that a step caused, now or earlier. */
    public static List<ObservedHop> caused(List<ObservedHop> travelled) {
        return travelled.stream().filter(hop -> hop.origin().isCaused()).toList();
    }

    /** One sentence per expected hop that is missing or out of order. */
    static List<String> missing(List<HopSentence> wanted, List<ObservedHop> hops) {
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
        return problems;
    }

    /** One sentence per hop that the scenario forbids. */
    static List<String> forbidden(List<HopSentence> never, List<ObservedHop> hops) {
        return never.stream()
                .filter(sentence -> indexOf(sentence, hops, 0) >= 0)
                .map(sentence -> "never: '" + sentence + "' happened")
                .toList();
    }

    private static int indexOf(HopSentence wanted, List<ObservedHop> hops, int from) {
        for (int i = from; i < hops.size(); i++) {
            if (hops.get(i).fits(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
