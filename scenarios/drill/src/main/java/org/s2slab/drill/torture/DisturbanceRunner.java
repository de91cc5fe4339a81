package org.s2slab.drill.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.PostgresProgram;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.ScenarioSession;

/** Runs planned disturbances and removes their effects at the end. */
final class DisturbanceRunner {
    private final Deployment topology;
    private final AcknowledgedLedger ledger;
    private final RealTimePacer pacer;
    private final Consumer<String> spectator;
    private final FullDisk disks;
    private final Instant start;
    private final boolean disksCanBeFull = FullDisk.isPossible();
    private final boolean processesCanPause = PausedProcess.isPossible();
    private final Map<DisturbanceKind, Disturbance> disturbances = new EnumMap<>(DisturbanceKind.class);
    private final Map<DisturbanceKind, Integer> counts = new EnumMap<>(DisturbanceKind.class);

    /** The nodes that could not be started. */
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    DisturbanceRunner(Deployment topology, AcknowledgedLedger ledger, RealTimePacer pacer, Consumer<String> spectator) {
        this.topology = topology;
        this.ledger = ledger;
        this.pacer = pacer;
        this.spectator = spectator;
        this.disks = new FullDisk(topology);
        this.start = pacer.in(Duration.ZERO);
        FailingLink link = new FailingLink(topology);
        MovedClock clock = new MovedClock(topology);
        DamagedLog log = new DamagedLog(topology);
        disturbances.put(DisturbanceKind.KILL, new ProcessKill(topology));
        disturbances.put(DisturbanceKind.FULL_DISK, disks);
        disturbances.put(DisturbanceKind.DAMAGED_DATABASE, new DamagedDatabase(topology, ledger));
        disturbances.put(DisturbanceKind.TORN_LOG, log);
        disturbances.put(DisturbanceKind.DAMAGED_LOG_INDEX, log);
        disturbances.put(DisturbanceKind.DAMAGED_HOSTS_FILE, new DamagedHostsFile(topology));
        disturbances.put(DisturbanceKind.CUT_LINK, link);
        disturbances.put(DisturbanceKind.SILENT_LINK, link);
        disturbances.put(DisturbanceKind.LINK_RESET_MIDWAY, link);
        disturbances.put(DisturbanceKind.SLOW_LINK, link);
        disturbances.put(DisturbanceKind.PAUSE, new PausedProcess(topology));
        topology.databases().program().map(DatabaseStop::new).ifPresent(stop -> {
            disturbances.put(DisturbanceKind.DATABASE_CRASH, stop);
            disturbances.put(DisturbanceKind.DATABASE_RESTART, stop);
            disturbances.put(DisturbanceKind.DATABASE_OUTAGE, stop);
        });
        disturbances.put(DisturbanceKind.CLOCKS_OF_POOL_APART, clock);
        disturbances.put(DisturbanceKind.CLOCK_FORWARD, clock);
        disturbances.put(DisturbanceKind.CLOCK_BACK, clock);
        disturbances.put(DisturbanceKind.ALL_CLOCKS_FORWARD, clock);
        disturbances.put(DisturbanceKind.ALL_CLOCKS_BACK, clock);
    }

    /**
     * Runs the disturbances of a round: the disturbances of a group in sequence, the groups in parallel. Blocks until
     * all have ended. If a disturbance takes longer than planned, for instance the start of a node, the rest of its
     * group is delayed.
     */
    void disturb(DisturbanceRound round) throws InterruptedException, ExecutionException {
        List<List<PlannedDisturbance>> groups = round.groups();
        ExecutorService threads = Executors.newFixedThreadPool(groups.size());
        try {
            List<Callable<Void>> work = new ArrayList<>();
            groups.forEach(group -> work.add(() -> {
                disturb(group);
                return null;
            }));
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private void disturb(List<PlannedDisturbance> group) {
        Duration before = Duration.ZERO;
        for (PlannedDisturbance planned : group) {
            pacer.pause(planned.begin().minus(before));
            boolean begun = act(planned, true);
            pacer.pause(planned.end().minus(planned.begin()));
            // A failed start of a fault may have changed a link, a clock or a file, so its end is executed. After a
            // failed kill, there is nothing to undo.
            if (begun || planned.kind().group() != DisturbanceKind.Group.RESTARTS) {
                act(planned, false);
            }
            before = planned.end();
        }
    }

    /** Begins or ends a disturbance; returns false if this failed. */
    private boolean act(PlannedDisturbance planned, boolean begins) {
        if (planned.kind() == DisturbanceKind.FULL_DISK && !disksCanBeFull) {
            say("left out: a full disk of " + planned.node() + ", this machine has no prlimit");
            return false;
        }
        if (planned.kind() == DisturbanceKind.PAUSE && !processesCanPause) {
            say("left out: a pause of " + planned.node() + ", this machine has no /bin/sh");
            return false;
        }
        Disturbance disturbance = disturbances.get(planned.kind());
        if (disturbance == null) {
            throw new IllegalStateException("nothing is known of " + planned.kind());
        }
        try {
            if (planned.kind().group() != DisturbanceKind.Group.LINKS_AND_CLOCKS) {
                noteDeaths(begins ? null : planned.node());
            }
            say(begins ? disturbance.begin(planned) : disturbance.end(planned));
            if (begins) {
                count(planned.kind());
            }
            return true;
        } catch (Exception e) {
            failed(planned, begins, ScenarioSession.reason(e));
            return false;
        }
    }

    private synchronized void count(DisturbanceKind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Records a failed action. A node that does not recover is a finding; a clock that cannot be moved is not. */
    private void failed(PlannedDisturbance planned, boolean begins, String reason) {
        say(planned.kind() + " of " + planned.node() + " failed: " + reason);
        if (!begins && planned.kind().group() != DisturbanceKind.Group.LINKS_AND_CLOCKS) {
            wedged(planned.node(), "after " + planned.kind() + ": " + reason);
        }
        if (planned.kind().group() == DisturbanceKind.Group.RESTARTS
                && !topology.node(planned.node()).isUp()) {
            start(planned.node());
        }
    }

    private synchronized void say(String sentence) {
        double seconds = Duration.between(start, pacer.in(Duration.ZERO)).toMillis() / 1_000.0;
        spectator.accept(String.format(Locale.ROOT, "%6.1f s  %s", seconds, sentence));
    }

    /**
     * Records a finding for each node whose process ended unexpectedly, and starts the node. Blocks the calling thread.
     * A node that could not be started before is skipped.
     *
     * @param killed the node that is down on purpose, or null
     */
    void noteDeaths(@Nullable String killed) {
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            if (!node.isUp() && !name.equals(killed) && !dead.contains(name)) {
                wedged(
                        name,
                        "its process ended without being killed, or did not start; its output is " + node.outputFile());
                start(name);
            }
        }
    }

    private void start(String name) {
        try {
            topology.startNode(name);
        } catch (Exception e) {
            dead.add(name);
            wedged(name, "cannot be started: " + ScenarioSession.reason(e));
        }
    }

    private void wedged(String node, String sentence) {
        ledger.find(LedgerFinding.Kind.WEDGED, node, sentence);
    }

    /**
     * Removes all faults that a failed action may have left: nodes run, links work, files can be written, clocks are
     * correct. Blocks the calling thread.
     *
     * @return false if this failed for a node, which is a finding
     */
    boolean heal() {
        topology.links().heal(null, null);
        topology.databases().program().ifPresent(PostgresProgram::resume);
        noteDeaths(null);
        boolean healed = dead.isEmpty();
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            if (!dead.contains(name)) {
                healed &= heal(node, name);
            }
        }
        say(
                healed
                        ? "every node runs, links work, files can be written, clocks are right"
                        : "not every node runs on its own clock: the disturbances end here");
        return healed;
    }

    private boolean heal(RunningNode node, String name) {
        try {
            if (disksCanBeFull) {
                disks.relieve(node);
            }
            MovedClock.reset(topology, name);
            return true;
        } catch (Exception e) {
            wedged(name, "its files or its clock cannot be set right: " + ScenarioSession.reason(e));
            return false;
        }
    }

    /** How often each kind of disturbance happened. */
    Map<DisturbanceKind, Integer> counts() {
        return counts;
    }
}
