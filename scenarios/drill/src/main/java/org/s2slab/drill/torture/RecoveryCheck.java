package org.s2slab.drill.torture;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.drill.TrafficGenerator;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.ScenarioSession;

/** Checks, after all causes are removed, that all features and deferred work complete without a restart. */
record RecoveryCheck(
        TorturedDeployment deployment,
        TrafficGenerator<TortureFeature> traffic,
        AcknowledgedLedger ledger,
        RealTimePacer pacer) {
    /** Real time in which all features must work again: enough for retries after half a minute, also if busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

    /** The movement of the clocks that makes retries due: more than the nodes' longest wait of 15 minutes. */
    private static final Duration LONGER_THAN_ANY_REST = Duration.ofMinutes(16);

    /**
     * Number of checks between two movements of the clocks. A node asks a partner several times whether it has
     * performed an earlier request.
     */
    private static final int LOOKS_BETWEEN_MOVES = 5;

    private static final int TRIES = 10;

    /** Number of transcripts to search for at the end. */
    private static final int SEARCHED = 10;

    /**
     * Uses every feature until it is acknowledged; false if a feature does not work again. Blocks the calling thread.
     */
    boolean useEveryFeature() {
        Instant end = pacer.in(PATIENCE);
        Map<TortureFeature, String> broken = new LinkedHashMap<>();
        deployment.features().forEach(feature -> broken.put(feature, "was not used"));
        while (true) {
            for (TortureFeature feature : List.copyOf(broken.keySet())) {
                @Nullable String problem = traffic.use(feature);
                if (problem == null) {
                    broken.remove(feature);
                } else {
                    broken.put(feature, problem);
                }
            }
            if (broken.isEmpty() || !pacer.isBefore(end)) {
                break;
            }
            pacer.pause(BETWEEN_TRIES);
        }
        broken.forEach((feature, problem) -> ledger.find(
                LedgerFinding.Kind.WEDGED,
                feature.words(),
                "does not work again within " + PATIENCE.toSeconds() + " s: " + problem));
        return broken.isEmpty();
    }

    /** Ends the open conversations, so that their transcripts must arrive. Blocks the calling thread. */
    void endConversations() {
        for (LedgerEntry open : deployment.conversations().open()) {
            @Nullable String problem = end(open);
            for (int tries = 0; problem != null && tries < TRIES; tries++) {
                pacer.pause(BETWEEN_TRIES);
                problem = end(open);
            }
            if (problem != null) {
                ledger.find(
                        LedgerFinding.Kind.LOST,
                        TortureFeature.ARCHIVING.words(),
                        open.key() + " was begun and cannot be ended: " + problem);
            }
        }
    }

    private @Nullable String end(LedgerEntry open) {
        try {
            return deployment.conversations().endAgain(open);
        } catch (Exception e) {
            return ScenarioSession.reason(e);
        }
    }

    /**
     * Waits until no running node has deferred work. Returns false if deferred work remains. Blocks the calling thread.
     */
    boolean settle() {
        Deployment topology = deployment.topology();
        Instant end = pacer.in(PATIENCE);
        List<String> left = left(topology);
        for (int look = 1; !left.isEmpty() && pacer.isBefore(end); look++) {
            pacer.pause(BETWEEN_TRIES);
            if (look % LOOKS_BETWEEN_MOVES == 0) {
                advance(topology);
            }
            left = left(topology);
        }
        left.forEach(sentence -> ledger.find(LedgerFinding.Kind.WEDGED, "deferred work", sentence));
        return left.isEmpty();
    }

    private void advance(Deployment topology) {
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            try {
                topology.advance(name, LONGER_THAN_ANY_REST);
            } catch (Exception e) {
                ledger.find(LedgerFinding.Kind.WEDGED, name, "its clock cannot be moved: " + ScenarioSession.reason(e));
            }
        }
    }

    private static List<String> left(Deployment topology) {
        List<String> left = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            // A node that is down is already a finding.
            if (node.isUp()) {
                try {
                    topology.managed(node).deferred().await().forEach(one -> {
                        JsonObject work = (JsonObject) one;
                        left.add(name + " does not get done: " + work.encode());
                    });
                } catch (Exception e) {
                    left.add(name + " does not tell what it has left to do: " + ScenarioSession.reason(e));
                }
            }
        }
        return left;
    }

    /**
     * Searches for some acknowledged and delivered transcripts in the mailboxes of both speakers. Blocks the calling
     * thread.
     */
    void searchTranscripts() {
        deployment.searches().ifPresent(searches -> {
            for (LedgerEntry spoken : ledger.some(TortureFeature.ARCHIVING, State.ACKNOWLEDGED, SEARCHED)) {
                @Nullable String problem = search(searches, spoken);
                for (int tries = 0; problem != null && tries < TRIES; tries++) {
                    pacer.pause(BETWEEN_TRIES);
                    problem = search(searches, spoken);
                }
                if (problem != null) {
                    ledger.find(
                            LedgerFinding.Kind.WEDGED,
                            TortureFeature.SEARCHES.words(),
                            spoken.key() + " cannot be searched for: " + problem);
                }
            }
        });
    }

    private static @Nullable String search(SearchTraffic searches, LedgerEntry spoken) {
        try {
            return searches.searchDelivered(spoken);
        } catch (Exception e) {
            return ScenarioSession.reason(e);
        }
    }
}
