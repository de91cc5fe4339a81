package org.s2slab.report;

import java.util.List;
import java.util.Optional;
import org.s2slab.engine.hops.ObservedRule;

/**
 * A token that travelled, opened up, with what became of it.
 *
 * @param number counts the tokens of a scenario from 1
 * @param title whose it is, and for whom
 * @param hash by which journals speak of its actor token
 * @param layers the outer one first, where there is one; none where no journal opened it
 * @param hops the numbers of the hops that speak of it
 * @param judgements each time somebody judged it
 */
public record OpenedToken(
        int number,
        String title,
        String hash,
        List<TokenLayer> layers,
        List<Integer> hops,
        List<Judgement> judgements) {
    public OpenedToken {
        layers = List.copyOf(layers);
        hops = List.copyOf(hops);
        judgements = List.copyOf(judgements);
    }

    /**
     * What a node made of it.
     *
     * @param hop the number of the hop
     * @param node by name
     * @param believed whether it was accepted
     * @param checks every rule that was asked, in this order; none where an earlier result was kept
     */
    public record Judgement(int hop, String node, boolean believed, List<ObservedRule> checks) {
        public Judgement {
            checks = List.copyOf(checks);
        }

        /** The result as a person says it. */
        public String sentence() {
            if (believed) {
                return node
                        + (checks.isEmpty()
                                ? " believed it, as it had before"
                                : " believed it: " + checks.size() + " rules held");
            }
            return node + " refused it"
                    + refusing().map(check -> " by rule " + check.rule()).orElse("");
        }

        /** The rule that refused, where one did and the journal has it. */
        public Optional<ObservedRule> refusing() {
            return checks.stream().filter(check -> !check.held()).findFirst();
        }
    }

    /** What became of it, in few words. */
    public String verdict() {
        if (judgements.isEmpty()) {
            return "shown to nobody who journals it";
        }
        long refused =
                judgements.stream().filter(judgement -> !judgement.believed()).count();
        long believed = judgements.size() - refused;
        return (refused == 0 ? "" : "✗ refused " + times(refused))
                + (refused == 0 || believed == 0 ? "" : ", ")
                + (believed == 0 ? "" : "✓ believed " + times(believed));
    }

    private static String times(long number) {
        return number == 1 ? "once" : number == 2 ? "twice" : number + " times";
    }

    /** Whether somebody refused it. */
    public boolean wasRefused() {
        return judgements.stream().anyMatch(judgement -> !judgement.believed());
    }
}
