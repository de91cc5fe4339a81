package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.hops.HopCollector;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.hops.SequenceDiagram;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.picture.TrustPicture;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.run.HopAttribution;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.WireRecord;

/** Watches the journals of all nodes and writes each hop into the log, in the order in which they happened. */
final class HopFeed implements AutoCloseable {
    /** Milliseconds between two looks at the journals: a person sees a hop as it happens. */
    private static final long BETWEEN = 150;

    /** Looks without a new hop until the deployment counts as quiet, 0.9 seconds: deliveries come sooner after what caused them. */
    private static final int QUIET = 6;

    /** How long a hop waits: what comes a little later may tell whose request it was, and another node may have an elder one. */
    private static final Duration SETTLING = Duration.ofMillis(250);

    /** Receives the progress of the feed. */
    interface Watcher {
        /** The journals were read once more. */
        void looked();

        /** Called once when no hop has occurred for a moment, until the next hop. */
        void quiet();
    }

    private final Deployment topology;
    private final SequenceDiagram sequence;

    /** What requests of the page read: {@link #write(Instant)} keeps its lock while it waits for the nodes, on the same event loops. */
    private volatile List<SequenceArrow> written = List.of();

    private final HopHistory history;
    private final HopCollector collector;
    private final HopAttribution attribution;
    private final Clock clock;
    private final EventLog log;
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final Watcher watcher;
    private final AtomicInteger silent = new AtomicInteger();
    private final HopPlaces places;
    private volatile TrustPicture picture;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "console-hops"));

    /**
     * Blocks. Earlier hops are read and left out.
     *
     * @param attribution finds the step that caused a hop
     * @param watcher receives progress on another thread
     */
    HopFeed(Deployment topology, HopAttribution attribution, Clock clock, EventLog log, Watcher watcher) {
        this.topology = topology;
        this.places = new HopPlaces(attribution);
        this.attribution = attribution;
        this.watcher = watcher;
        this.sequence = SequenceDiagram.of(topology.plan());
        this.history = new HopHistory(IdentifierNames.of(topology.plan()));
        this.collector = new HopCollector(topology);
        this.clock = clock;
        this.log = log;
        collector.collect();
        this.picture = TrustPicture.before(topology);
    }

    /** Looks from now on, until it is closed. */
    void begin() {
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

    /** Where hops stand on the page. */
    HopPlaces places() {
        return places;
    }

    /** What every node signs with and trusts now. */
    JsonObject picture() {
        return picture.json();
    }

    /** Leaves the hops of a trace out, except changes of trust: they are the console's own, made by looking, or the doctor's. */
    void leaveOut(String traceId) {
        unseen.add(traceId);
    }

    private void look() {
        if (log.isFollowed()) {
            try {
                write(clock.instant().minus(SETTLING));
                watcher.looked();
                if (silent.incrementAndGet() == QUIET) {
                    watcher.quiet();
                }
            } catch (Exception e) {
                // A node that is going down at this moment does not answer; the next look finds what it wrote.
                return;
            }
        }
    }

    /** Writes everything into the log that happened before this call; blocks. */
    void catchUp() {
        write(clock.instant());
    }

    private synchronized void write(Instant until) {
        List<SequenceArrow> arrows = new ArrayList<>();
        for (ObservedHop hop : collector.collectUntil(until)) {
            if (!unseen.contains(hop.traceId()) || changesTrust(hop)) {
                silent.set(0);
                SequenceArrow arrow = sequence.add(attribution.attribute(hop));
                history.add(arrow.hop(), attribution.stepOf(arrow.hop()));
                arrows.add(arrow);
            }
        }
        written = sequence.arrows();
        // A cmdlet's own hop comes after the documents that it read, and their readings name it.
        arrows.forEach(this::write);
    }

    private static boolean changesTrust(ObservedHop hop) {
        return hop.kind() == HopKind.TRUST_CHANGED
                || (hop.detail() instanceof HopDetail.Metadata read
                        && !read.learned().isEmpty());
    }

    private void write(SequenceArrow arrow) {
        ObservedHop hop = arrow.hop();
        Duration moved = topology.node(hop.node()).clock().moved();
        JsonObject json = places.put(HopJson.of(arrow, history), hop);
        TrustPicture next = picture.after(hop, arrow.number());
        log.add("hop", json.put("clock", hop.at().plus(moved).toString()).put("less", next.lessSince(picture)));
        if (!next.equals(picture)) {
            picture = next;
            log.add("picture", next.json().put("hop", arrow.number()));
        }
    }

    /** The request and the response of a hop, by its number; empty if it has none or no node has them any more. */
    Future<JsonObject> wire(int number) {
        ObservedHop hop = hop(number);
        return WireLookup.read(topology.managed(), hop.traceId())
                .map(wire -> wire.of(hop).map(WireRecord::json).orElseGet(JsonObject::new));
    }

    private ObservedHop hop(int number) {
        List<SequenceArrow> arrows = written;
        if (number < 1 || number > arrows.size()) {
            throw ConsoleError.NOT_FOUND.because("There is no hop " + number + ".");
        }
        return arrows.get(number - 1).hop();
    }

    /** Counts quiet from now on anew: something was done that leaves no hop. */
    void stir() {
        silent.set(0);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
