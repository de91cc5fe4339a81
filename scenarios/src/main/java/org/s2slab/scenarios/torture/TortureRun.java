package org.s2slab.scenarios.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.s2slab.scenarios.run.Prelude;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;

/**
 * A torture run on one deployment: traffic on every feature, disturbances drawn from a seed, then the causes go, and everything that
 * was acknowledged is looked for.
 *
 * @param seed of what is drawn
 * @param span of the disturbances, in real time
 * @param rate uses of features a second
 */
public record TortureRun(long seed, Duration span, int rate) {
    /** Uses a second, at most: the nodes, the traffic and the ledger share one machine. */
    private static final int MOST = 500;

    public TortureRun {
        if (seed < 0) {
            throw new IllegalArgumentException("seed: " + seed + " is negative");
        }
        if (rate < 1 || rate > MOST) {
            throw new IllegalArgumentException("rate: " + rate + " is not between 1 and " + MOST + " a second");
        }
        if (span.compareTo(Duration.ofSeconds(5)) < 0 || span.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("for: " + span + " is not between PT5S and PT24H");
        }
    }

    /** IllegalArgumentException when a topology lacks a Lync or an Exchange. */
    public static void require(TopologyPlan plan) {
        TorturedDeployment.peopled(plan);
    }

    /**
     * Starts the deployment, whose nodes have to be processes of their own, and takes it down; blocks.
     *
     * @param plan the topology, with a Lync and an Exchange; IllegalArgumentException otherwise
     * @param trust the scenario that makes its servers trust each other
     * @param spectator told of each disturbance
     */
    public TortureReport run(
            TopologyPlan plan, Scenario trust, Workshop workshop, Path folder, Consumer<String> spectator)
            throws Exception {
        AcknowledgedLedger ledger = new AcknowledgedLedger(seed);
        RealTimePacer pacer = new RealTimePacer(workshop.vertx(), workshop.clock());
        TopologyPlan peopled = TorturedDeployment.peopled(plan);
        Topology topology = Prelude.start(peopled, trust, workshop, folder);
        Disturber disturber = new Disturber(topology, ledger, pacer, spectator);
        try (topology;
                TorturedDeployment deployment = new TorturedDeployment(topology, workshop, ledger, seed)) {
            SteadyTraffic traffic = new SteadyTraffic(deployment.features(), ledger, pacer, rate);
            RecoveryCheck recovery = new RecoveryCheck(deployment, traffic, ledger, pacer);
            traffic.begin();
            for (DisturbanceRound round :
                    DisturbancePlan.draw(seed, span, peopled.nodes().keySet())) {
                disturber.disturb(round);
                disturber.noteDeaths(null);
                disturber.heal();
                if (!recovery.useEveryFeature()) {
                    // A later restart would hide it.
                    break;
                }
            }
            traffic.end();
            recovery.endConversations();
            recovery.settle();
            disturber.noteDeaths(null);
        }
        new LedgerAudit(ledger).read(topology).compare();
        return TortureReport.of(ledger, disturber.counts());
    }
}
