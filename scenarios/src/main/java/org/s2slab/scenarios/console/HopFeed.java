package org.s2slab.scenarios.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.s2slab.scenarios.report.Sequence;
import org.s2slab.scenarios.run.HopCollector;
import org.s2slab.scenarios.run.TravelledHop;
import org.s2slab.scenarios.topology.Topology;

/** Watches the journals of all nodes and writes each hop into the log, in the order in which they happened. */
final class HopFeed implements AutoCloseable {
    /** Milliseconds between two looks at the journals: a person sees a hop as it happens. */
    private static final long BETWEEN = 150;

    private final Sequence sequence;
    private final HopCollector collector;
    private final Clock clock;
    private final EventLog log;
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final List<TravelledHop> waiting = new ArrayList<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "console-hops"));

    /** Blocks: what travelled before is read, and left out. */
    HopFeed(Topology topology, Clock clock, EventLog log) {
        this.sequence = Sequence.of(topology.plan());
        this.collector = new HopCollector(topology);
        this.clock = clock;
        this.log = log;
        collector.collect();
        watch.scheduleWithFixedDelay(this::look, BETWEEN, BETWEEN, TimeUnit.MILLISECONDS);
    }

    /** Between which lanes hops go, from left to right. */
    JsonArray lanes() {
        JsonArray lanes = new JsonArray();
        sequence.participants()
                .forEach(one -> lanes.add(new JsonObject()
                        .put("id", one.id())
                        .put("label", one.label())
                        .put("note", one.note())));
        return lanes;
    }

    /** Leaves the hops of a trace out: they are the console's own, made by looking. */
    void leaveOut(String traceId) {
        unseen.add(traceId);
    }

    private void look() {
        if (log.isFollowed()) {
            try {
                catchUp();
            } catch (RuntimeException e) {
                // A node that is going down at this moment does not answer; the next look finds what it wrote.
                return;
            }
        }
    }

    /** Writes everything into the log that happened before this call; blocks. */
    synchronized void catchUp() {
        Instant asked = clock.instant();
        for (TravelledHop hop : collector.collect()) {
            if (!unseen.contains(hop.traceId())) {
                waiting.add(hop);
            }
        }
        // What happened after the question was put to the first node may have an elder that another node has told
        // already.
        waiting.sort(Comparator.comparing(TravelledHop::at));
        while (!waiting.isEmpty() && waiting.get(0).at().isBefore(asked)) {
            log.add("hop", HopJson.of(sequence.add(waiting.remove(0))));
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
