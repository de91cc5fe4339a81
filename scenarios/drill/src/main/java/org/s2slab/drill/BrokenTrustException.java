package org.s2slab.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * Servers of a deployment do not trust each other before a drill begins. The results of such a drill would prove
 * nothing.
 */
public final class BrokenTrustException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private BrokenTrustException(List<String> links) {
        super("The drill stops before the rollover, because the trust is broken already. " + String.join(" ", links)
                + " Fix it first: './lab doctor --after SCENARIO' prints the cmdlets.");
    }

    /**
     * Throws this exception if the examination or the first phase shows broken links.
     *
     * @param before the phase before the first change
     * @param broken one sentence for each broken link
     */
    static void throwIfAny(DrillPhase before, List<String> broken) {
        List<String> links = new ArrayList<>(broken);
        if (links.isEmpty()) {
            before.refused().stream()
                    .map(one -> one.caller() + " \u2192 " + one.node() + " is broken: rule " + one.rule() + ", "
                            + one.failed())
                    .distinct()
                    .forEach(links::add);
        }
        if (!links.isEmpty()) {
            throw new BrokenTrustException(links);
        }
    }
}
