package org.s2slab.engine.lesson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.hops.HopCollector;
import org.s2slab.engine.hops.ObservedHop;

/** The hops of a deployment since a moment, without the hops of the lab's own checks. */
final class LessonJournal {
    private final HopCollector collector;
    private final Set<String> ignored = new HashSet<>();
    private final List<ObservedHop> hops = new ArrayList<>();

    /** Ignores all previous hops. Blocks the calling thread. */
    LessonJournal(Deployment deployment) {
        collector = new HopCollector(deployment);
        collector.collect();
    }

    /** Ignores the hops of a trace, and the later hops that the trace causes. */
    void ignore(String traceId) {
        ignored.add(traceId);
    }

    /** Stores the hops so far, for instance before a node ends. Blocks the calling thread. */
    void keep() {
        collector.keep();
    }

    /** All hops so far. Blocks the calling thread. */
    List<ObservedHop> hops() {
        hops.addAll(collector.collect());
        return hops.stream()
                .filter(hop -> !ignored.contains(hop.place().traceId())
                        && hop.origin().causes().stream().noneMatch(ignored::contains))
                .toList();
    }
}
