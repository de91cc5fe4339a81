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

/** Watches the journals of all nodes and writes each hop into the log, in the order in which the hops happened. */
final class HopFeed implements AutoCloseable {
    /** The time in milliseconds between two reads of the journals, so that a hop appears immediately for a person. */
    private static final long BETWEEN = 150;

    /**
     * Number of reads without a new hop (0.9 seconds) after which the deployment counts as quiet. Delayed work follows
     * its cause within this time.
     */
    private static final int QUIET = 6;

    /** Delay of a hop. A slightly later hop can identify its caller, and another journal can contain an older hop. */
    private static final Duration SETTLING = Duration.ofMillis(250);

    /** Receives the progress of the feed. */
    interface Watcher {
        /** Called after each read of the journals. */
        void looked();

        /** Called once when no hop has occurred for a moment, until the next hop. */
        void quiet();
    }

    private final Deployment topology;
    private final SequenceDiagram sequence;

    /**
     * The hops for the requests of the page. {@link #write(Instant)} holds the lock of this object while it waits for
     * the event loops. The requests of the page run on these event loops, so the requests must not need the lock.
     */
    private volatile List<SequenceArrow> written = List.of();

    private final HopHistory history;
    private final HopCollector collector;
    private final HopAttribution attribution;
    private final Clock clock;
    private final EventLog log;
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();
    private final Watcher watcher;
    private final AtomicInteger silent = new AtomicInteger();
    private final HopPlaceFinder places;
    private volatile TrustPicture picture;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "console-hops"));

    /**
     * Reads and ignores all earlier hops. Blocks the calling thread.
     *
     * @param attribution finds the step that caused a hop
     * @param watcher receives progress on another thread
     */
    HopFeed(Deployment topology, HopAttribution attribution, Clock clock, EventLog log, Watcher watcher) {
        this.topology = topology;
        this.places = new HopPlaceFinder(attribution);
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

    /** Starts to watch the journals, until the feed is closed. */
    void begin() {
        watch.scheduleWithFixedDelay(this::look, BETWEEN, BETWEEN, TimeUnit.MILLISECONDS);
    }

    /** The lanes of the diagram, from left to right. */
    JsonArray lanes() {
        JsonArray lanes = new JsonArray();
        sequence.participants()
                .forEach(one -> lanes.add(new JsonObject()
                        .put("id", one.id())
                        .put("label", one.label())
                        .put("note", one.note())));
        return lanes;
    }

    /** The places of hops on the page. */
    HopPlaceFinder places() {
        return places;
    }

    /** The trust picture as JSON: the current signing keys and the trusted servers of each node. */
    JsonObject picture() {
        return picture.json();
    }

    /** Ignores the hops of a trace of the console or of the doctor, except changes of trust. */
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
                // A node that is just stopping does not respond. The next read finds its hops.
                return;
            }
        }
    }

    /** Writes all hops before this call into the log. Blocks the calling thread. */
    void catchUp() {
        write(clock.instant());
    }

    private synchronized void write(Instant until) {
        List<SequenceArrow> arrows = new ArrayList<>();
        for (ObservedHop hop : collector.collectUntil(until)) {
            if (!unseen.contains(hop.place().traceId()) || changesTrust(hop)) {
                silent.set(0);
                SequenceArrow arrow = sequence.add(attribution.attribute(hop));
                history.add(arrow.hop(), attribution.stepOf(arrow.hop()));
                arrows.add(arrow);
            }
        }
        written = sequence.arrows();
        // The hop of a cmdlet follows the hops of the documents that it read. Their explanations name the cmdlet.
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
        log.add(
                "hop",
                json.put("clock", hop.place().at().plus(moved).toString()).put("less", next.lessSince(picture)));
        if (!next.equals(picture)) {
            picture = next;
            log.add("picture", next.json().put("hop", arrow.number()));
        }
    }

    /** The request and response of a hop; empty if the hop is not a request, or if the node has removed the record. */
    Future<JsonObject> wire(int number) {
        ObservedHop hop = hop(number);
        return WireLookup.read(topology.managed(), hop.place().traceId())
                .map(wire -> wire.of(hop).map(WireRecord::json).orElseGet(JsonObject::new));
    }

    private ObservedHop hop(int number) {
        List<SequenceArrow> arrows = written;
        if (number < 1 || number > arrows.size()) {
            throw ConsoleError.NOT_FOUND.because("There is no hop " + number + ".");
        }
        return arrows.get(number - 1).hop();
    }

    /** Restarts the wait for a quiet moment, after an event that leaves no hop. */
    void stir() {
        silent.set(0);
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
