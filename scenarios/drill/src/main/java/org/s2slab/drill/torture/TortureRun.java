package org.s2slab.drill.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.s2slab.drill.TrafficGenerator;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.PooledTopology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.ScenarioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A torture run on one deployment: traffic on every feature, and disturbances from a seed. After the causes are
 * removed, the run checks that every acknowledged item is stored.
 *
 * @param seed the seed of the random generator
 * @param span the duration of the disturbances in real time
 * @param rate the number of feature uses per second
 * @param instances the number of servers of each pool that is made of a node; 1 for the topology as it is
 */
public record TortureRun(long seed, Duration span, int rate, int instances) {
    /** Maximum number of uses per second, because the nodes, the traffic and the ledger share one machine. */
    private static final int MOST = 500;

    /** Maximum number of servers of a pool. */
    private static final int MOST_INSTANCES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TortureRun.class);

    public TortureRun {
        if (seed < 0) {
            throw new IllegalArgumentException("seed: " + seed + " is negative");
        }
        if (rate < 1 || rate > MOST) {
            throw new IllegalArgumentException("rate: " + rate + " is not between 1 and " + MOST + " a second");
        }
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new IllegalArgumentException("instances: " + instances + " is not between 1 and " + MOST_INSTANCES);
        }
        if (span.compareTo(Duration.ofSeconds(5)) < 0 || span.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("for: " + span + " is not between PT5S and PT24H");
        }
    }

    /**
     * Starts the deployment with a process for each node, runs the test, and stops the deployment. Blocks the calling
     * thread.
     *
     * @param plan the topology; IllegalArgumentException if it has no Lync or no Exchange
     * @param trust the scenario that sets up the trust between the servers
     * @param spectator receives a line for each disturbance
     */
    public TortureReport run(
            Topology plan, Scenario trust, LaunchContext launch, Path folder, Consumer<String> spectator)
            throws Exception {
        AcknowledgedLedger ledger = new AcknowledgedLedger(seed);
        RealTimePacer pacer = new RealTimePacer(launch.vertx(), launch.clock());
        Topology peopled = TorturedDeployment.peopled(pooled(plan)).with(Exposure.LOOPBACK);
        Deployment topology = DeploymentSetup.start(peopled, trust, launch, folder);
        DisturbanceRunner disturber = new DisturbanceRunner(topology, ledger, pacer, spectator);
        TrafficGenerator<TortureFeature> traffic;
        try (topology) {
            try (TorturedDeployment deployment = new TorturedDeployment(topology, launch, ledger, seed)) {
                traffic = deployment.traffic(rate);
                torture(deployment, traffic, disturber, ledger, pacer);
            }
            topology.stopNodes();
            new LedgerAudit(ledger).read(topology).compare();
        }
        return TortureReport.of(traffic.statistics().counts(), disturber.counts(), ledger.findings());
    }

    /** The topology with its pools. */
    public Topology pooled(Topology plan) {
        return instances == 1 ? plan : PooledTopology.of(plan, instances);
    }

    /** Runs the disturbances. A failure becomes a finding, and the acknowledged items are audited nevertheless. */
    private void torture(
            TorturedDeployment deployment,
            TrafficGenerator<TortureFeature> traffic,
            DisturbanceRunner disturber,
            AcknowledgedLedger ledger,
            RealTimePacer pacer)
            throws InterruptedException {
        try {
            RecoveryCheck recovery = new RecoveryCheck(deployment, traffic, ledger, pacer);
            traffic.begin();
            try {
                DisturbanceTargets targets = DisturbanceTargets.of(
                        deployment.topology().plan(),
                        deployment.topology().databases().program().isPresent());
                for (DisturbanceRound round : DisturbancePlan.draw(seed, span, targets)) {
                    disturber.disturb(round);
                    if (!disturber.heal() || !recovery.useEveryFeature()) {
                        // A later restart would hide the failure.
                        break;
                    }
                }
            } finally {
                traffic.end();
            }
            recovery.endConversations();
            if (recovery.settle()) {
                recovery.searchTranscripts();
            }
            disturber.noteDeaths(null);
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("the torture run ends early", e);
            ledger.find(LedgerFinding.Kind.WEDGED, "torture run", "ended early: " + ScenarioSession.reason(e));
        }
    }
}
