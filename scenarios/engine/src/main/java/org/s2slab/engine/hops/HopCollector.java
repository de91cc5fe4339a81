package org.s2slab.engine.hops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.trace.HopDetail;

/** Collects the new hops from the journals of all running nodes, in the order in which they happened. */
public final class HopCollector {
    private record Seen(int start, long sequence) {}

    private record Raw(RunningNode node, JsonObject hop) {
        /** The hop's time, by the machine's clock. */
        Instant at() {
            return Instant.parse(hop.getString("at")).minus(node.clock().moved());
        }
    }

    private final StepTarget topology;
    private final Map<String, String> pools;
    private final Map<String, Seen> seen = new HashMap<>();
    private final List<Raw> kept = new ArrayList<>();

    private final SpanTree spans = new SpanTree();
    private final List<String> losses = new ArrayList<>();

    /** @param topology the deployment whose journals are read */
    public HopCollector(StepTarget topology) {
        this.topology = topology;
        this.pools = topology.plan().pools().ofServers();
    }

    /** Returns the hops since the last call. Blocks the calling thread. */
    public List<ObservedHop> collect() {
        keep();
        List<Raw> all = List.copyOf(kept);
        kept.clear();
        return travelled(all);
    }

    /** Reads the hops so far and stores them for the next collection, for instance before a node ends. Blocks. */
    public void keep() {
        kept.addAll(gather());
        // The caller of a hop may have written its own hop after its journal was read, so all journals are read again.
        if (kept.stream().anyMatch(raw -> !spans.knowsParentOf(raw.hop()))) {
            kept.addAll(gather());
        }
    }

    /**
     * Returns the uncollected hops before a moment. The method also reads later hops, because a later hop can name the
     * caller of an earlier hop. It stores these hops for the next call. Blocks.
     */
    public List<ObservedHop> collectUntil(Instant moment) {
        kept.addAll(gather());
        List<Raw> due = kept.stream().filter(raw -> raw.at().isBefore(moment)).toList();
        kept.removeIf(raw -> raw.at().isBefore(moment));
        return travelled(due);
    }

    /** One sentence for each journal that dropped unread hops since the last call. */
    public List<String> losses() {
        List<String> told = List.copyOf(losses);
        losses.clear();
        return told;
    }

    private List<Raw> gather() {
        List<Future<List<Raw>>> asked = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                asked.add(fresh(node));
            }
        }
        Future.all(asked).await();
        List<Raw> raw =
                asked.stream().flatMap(future -> future.result().stream()).toList();
        raw.forEach(one -> spans.add(one.node().plan().name(), one.hop()));
        return raw;
    }

    private List<ObservedHop> travelled(List<Raw> raw) {
        return raw.stream()
                .map(this::travelled)
                .sorted(Comparator.comparing(hop -> hop.place().at()))
                .toList();
    }

    private Future<List<Raw>> fresh(RunningNode node) {
        String name = node.plan().name();
        Seen before = seen.get(name);
        long after = before == null || before.start() != node.starts() ? 0 : before.sequence();
        return topology.managed(node).journal(after).map(journal -> {
            JsonArray hops = journal.getJsonArray("hops");
            List<Raw> fresh = new ArrayList<>();
            long last = after;
            for (int i = 0; i < hops.size(); i++) {
                JsonObject hop = hops.getJsonObject(i);
                fresh.add(new Raw(node, hop));
                last = Math.max(last, hop.getLong("sequence"));
            }
            seen.put(name, new Seen(node.starts(), last));
            noteLoss(name, journal.getLong("lost", 0L));
            return fresh;
        });
    }

    private synchronized void noteLoss(String node, long lost) {
        if (lost > 0) {
            losses.add("the journal of " + node + " dropped " + lost + " hops before the lab read them");
        }
    }

    private ObservedHop travelled(Raw raw) {
        return ObservedHop.of(raw.hop(), raw.at(), peer -> named(peer, raw.hop()), spans, pools);
    }

    /**
     * The name of the node or pool that a journal identifies by a name, a host name or a product; any other word is returned
     * unchanged. If several nodes have the product, the URL of the call or the trace identifies the node.
     */
    private String named(String peer, JsonObject hop) {
        List<NodePlan> plans = topology.nodes().stream().map(RunningNode::plan).toList();
        List<NodePlan> alike =
                plans.stream().filter(node -> node.role().equals(peer)).toList();
        if (alike.size() > 1) {
            HopDetail detail = HopTextParser.detail(hop);
            String host =
                    detail == null ? "" : detail.address().map(URI::getHost).orElse("");
            String caller = spans.callerOf(hop);
            Optional<String> found = alike.stream()
                    .filter(node -> node.hosts().contains(host) || node.name().equals(caller))
                    .map(node -> node.ownerOf(host))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return plans.stream()
                .filter(node -> node.name().equals(peer) || node.hosts().contains(peer))
                .map(node -> node.ownerOf(peer))
                .findFirst()
                .or(() -> alike.stream().findFirst().map(NodePlan::poolName))
                .orElse(peer);
    }
}
