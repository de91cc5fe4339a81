package org.s2slab.junit.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.hops.HopCollector;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.run.DeferredWatch;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.LabHop;
import org.s2slab.trace.HopKind;

/** Asserts the hops that a collector reads from the journals of a deployment. */
final class EmbeddedHopAssertions implements HopAssertions {
    private final HopCollector collector;
    private final DeferredWatch deferred;
    private final List<ObservedHop> hops = new ArrayList<>();
    private final HopHistory history;

    EmbeddedHopAssertions(Deployment topology, LaunchContext launch) {
        this.deferred = new DeferredWatch(topology, launch, trace -> true);
        this.collector = new HopCollector(topology);
        this.history = new HopHistory(IdentifierNames.of(topology.plan()));
    }

    @Override
    public synchronized void beginAnew() {
        observed();
        hops.clear();
    }

    @Override
    public List<LabHop> hops() {
        return observed().stream()
                .map(hop -> new LabHop(
                        hop.place().at(),
                        hop.place().traceId(),
                        hop.node(),
                        hop.sentence().toString(),
                        hop.rule(),
                        hop.detailText()))
                .toList();
    }

    private synchronized List<ObservedHop> observed() {
        List<String> stuck = deferred.settle();
        if (!stuck.isEmpty()) {
            throw new AssertionError(String.join("\n", stuck));
        }
        List<ObservedHop> fresh = collector.collect();
        fresh.forEach(hop -> history.add(hop, null));
        hops.addAll(fresh);
        return List.copyOf(hops);
    }

    @Override
    public HopAssertions shows(String sentence) {
        return demand(sentence, count(sentence) > 0, "happened");
    }

    @Override
    public HopAssertions shows(String sentence, int times) {
        int found = count(sentence);
        return demand(sentence, found == times, "happened " + times + " times (" + found + " were found)");
    }

    @Override
    public HopAssertions neverShows(String sentence) {
        return demand(sentence, count(sentence) == 0, "did not happen");
    }

    @Override
    public HopAssertions showsRefusalBy(String rule) {
        boolean refused = observed().stream().anyMatch(hop -> rule.equals(hop.rule()));
        return demand("a refusal by rule " + rule, refused, "happened");
    }

    @Override
    public HopAssertions showsNoRefusal() {
        boolean refused = observed().stream()
                .anyMatch(hop -> hop.kind() == HopKind.REFUSED || hop.kind() == HopKind.TOKEN_DENIED);
        return demand("a refusal", !refused, "did not happen");
    }

    private int count(String sentence) {
        HopSentence expected = HopSentence.parse(sentence);
        return (int) observed().stream().filter(hop -> hop.fits(expected)).count();
    }

    private HopAssertions demand(String what, boolean holds, String expected) {
        if (!holds) {
            throw new AssertionError(
                    String.format(Locale.ROOT, "expected that '%s' %s; the hops:%n%s", what, expected, told()));
        }
        return this;
    }

    /** The hop as text. For a refusal or a failure, also its explanation. */
    private String line(ObservedHop hop) {
        String line = "  " + hop.sentence();
        return hop.isRefusal()
                ? line
                        + history.read(hop).lines().stream()
                                .map("\n    "::concat)
                                .collect(Collectors.joining())
                : line;
    }

    private synchronized String told() {
        return hops.isEmpty() ? "  nothing" : hops.stream().map(this::line).collect(Collectors.joining("\n"));
    }
}
