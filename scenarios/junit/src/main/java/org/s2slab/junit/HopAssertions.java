package org.s2slab.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.hops.HopCollector;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.run.DeferredWatch;
import org.s2slab.trace.HopKind;

/**
 * Asserts the hops between the nodes of a deployment since the test began, as the nodes' journals record them.
 * Assertions are sentences of the scenario language, for instance {@code exchange refuses lync by rule G3}. A part that
 * a sentence leaves out matches any value.
 */
public final class HopAssertions {
    private final HopCollector collector;
    private final DeferredWatch deferred;
    private final List<ObservedHop> hops = new ArrayList<>();

    HopAssertions(Deployment topology, LaunchContext workshop) {
        this.deferred = new DeferredWatch(topology, workshop, trace -> true);
        this.collector = new HopCollector(topology);
    }

    /** Ignores all hops that have happened so far. */
    public synchronized void beginAnew() {
        hops();
        hops.clear();
    }

    /**
     * All hops, in the order in which they happened. Waits until the nodes have done the work that requests caused;
     * work that waits for its next attempt is not waited for. Blocks.
     */
    public synchronized List<ObservedHop> hops() {
        List<String> stuck = deferred.settle();
        if (!stuck.isEmpty()) {
            throw new AssertionError(String.join("\n", stuck));
        }
        hops.addAll(collector.collect());
        return List.copyOf(hops);
    }

    /** Asserts that a hop happened, once or more often. */
    public HopAssertions shows(String sentence) {
        return demand(sentence, count(sentence) > 0, "happened");
    }

    /** Asserts that a hop happened exactly this number of times. */
    public HopAssertions shows(String sentence, int times) {
        int found = count(sentence);
        return demand(sentence, found == times, "happened " + times + " times (" + found + " were found)");
    }

    /** Asserts that a hop did not happen. */
    public HopAssertions neverShows(String sentence) {
        return demand(sentence, count(sentence) == 0, "did not happen");
    }

    /** Asserts that any node refused something by a rule, for instance {@code G3}. */
    public HopAssertions showsRefusalBy(String rule) {
        boolean refused = hops().stream().anyMatch(hop -> rule.equals(hop.rule()));
        return demand("a refusal by rule " + rule, refused, "happened");
    }

    /** Asserts that no node refused anything. */
    public HopAssertions showsNoRefusal() {
        boolean refused =
                hops().stream().anyMatch(hop -> hop.kind() == HopKind.REFUSED || hop.kind() == HopKind.TOKEN_DENIED);
        return demand("a refusal", !refused, "did not happen");
    }

    private int count(String sentence) {
        HopSentence wanted = HopSentence.parse(sentence);
        return (int) hops().stream().filter(hop -> hop.fits(wanted)).count();
    }

    private HopAssertions demand(String what, boolean holds, String wanted) {
        if (!holds) {
            throw new AssertionError(
                    String.format(Locale.ROOT, "expected that '%s' %s; what travelled:%n%s", what, wanted, told()));
        }
        return this;
    }

    /** The hop as text, with the found and the expected value where a rule refused. */
    private static String line(ObservedHop hop) {
        return "  " + hop.sentence() + (hop.rule() == null ? "" : ": " + hop.detailText());
    }

    private synchronized String told() {
        return hops.isEmpty()
                ? "  nothing"
                : hops.stream().map(HopAssertions::line).collect(Collectors.joining("\n"));
    }
}
