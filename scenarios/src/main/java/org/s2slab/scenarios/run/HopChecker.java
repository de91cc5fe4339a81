package org.s2slab.scenarios.run;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.scenarios.script.HopSentence;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.Step;

/** Compares what travelled with what a scenario says must have, in its order, and must not have. */
public final class HopChecker {
    private HopChecker() {}

    /** What a step says of the hops that steps caused; those of the background and of its earlier tries play no part. */
    static List<String> problems(Step step, List<TravelledHop> hops) {
        List<TravelledHop> caused =
                hops.stream().filter(hop -> hop.origin().isCaused()).toList();
        List<String> problems = new ArrayList<>(missing(step.hops(), caused));
        problems.addAll(forbidden(step.never(), caused));
        return problems;
    }

    /** What a scenario says of all its hops: one that nobody caused is none of those that must have travelled. */
    public static List<String> problems(Scenario scenario, List<TravelledHop> hops) {
        List<TravelledHop> caused =
                hops.stream().filter(hop -> hop.origin().isCaused()).toList();
        List<String> problems = new ArrayList<>(missing(scenario.hops(), caused));
        problems.addAll(forbidden(scenario.never(), hops));
        return problems;
    }

    /** One sentence per hop that is missing or out of order. */
    static List<String> missing(List<HopSentence> wanted, List<TravelledHop> hops) {
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

    /** One sentence per hop that is there against the scenario's word. */
    static List<String> forbidden(List<HopSentence> never, List<TravelledHop> hops) {
        return never.stream()
                .filter(sentence -> indexOf(sentence, hops, 0) >= 0)
                .map(sentence -> "never: '" + sentence + "' happened")
                .toList();
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
