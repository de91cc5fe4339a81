package org.s2slab.report;

import java.util.List;
import java.util.Optional;
import org.s2slab.engine.hops.ObservedRule;

/**
 * A decoded token of a run, with the results of its validations.
 *
 * @param number the number of the token in the scenario, starting at 1
 * @param title the issuer and the audience of the token
 * @param hash the hash by which journals identify the actor token
 * @param layers the outer token first, if there is an outer token; empty if no journal decoded the token
 * @param hops the numbers of the hops that mention the token
 * @param judgements the validations of the token
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
     * The validation of a token by a node.
     *
     * @param hop the number of the hop
     * @param node the name of the node
     * @param accepted whether the node accepted the token
     * @param checks every evaluated rule, in order; empty if the node used a cached result
     */
    public record Judgement(int hop, String node, boolean accepted, List<ObservedRule> checks) {
        public Judgement {
            checks = List.copyOf(checks);
        }

        /** The result in a sentence. */
        public String sentence() {
            if (accepted) {
                return node
                        + (checks.isEmpty()
                                ? " accepted it again, without a new check"
                                : " accepted it: " + checks.size() + " rules passed");
            }
            return node + " refused it"
                    + refusing().map(check -> " by rule " + check.rule()).orElse("");
        }

        /** The rule that refused the token; empty if it was accepted, or if the journal does not name the rule. */
        public Optional<ObservedRule> refusing() {
            return checks.stream().filter(check -> !check.held()).findFirst();
        }
    }

    /** The result in a few words. */
    public String verdict() {
        if (judgements.isEmpty()) {
            return "presented to no node of the lab";
        }
        long refused =
                judgements.stream().filter(judgement -> !judgement.accepted()).count();
        long accepted = judgements.size() - refused;
        return (refused == 0 ? "" : "✗ refused " + times(refused))
                + (refused == 0 || accepted == 0 ? "" : ", ")
                + (accepted == 0 ? "" : "✓ accepted " + times(accepted));
    }

    private static String times(long number) {
        return number == 1 ? "once" : number == 2 ? "twice" : number + " times";
    }

    /** Whether a node refused the token. */
    public boolean wasRefused() {
        return judgements.stream().anyMatch(judgement -> !judgement.accepted());
    }
}
