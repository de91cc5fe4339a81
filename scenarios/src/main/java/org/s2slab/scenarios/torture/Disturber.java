package org.s2slab.scenarios.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.run.Stage;
import org.s2slab.scenarios.topology.RunningNode;
import org.s2slab.scenarios.topology.Topology;

/** Has planned disturbances happen; in the end everything is as it was. */
final class Disturber {
    private final Topology topology;
    private final AcknowledgedLedger ledger;
    private final RealTimePacer pacer;
    private final Consumer<String> spectator;
    private final FullDisk disks;
    private final Instant start;
    private final boolean disksCanBeFull = FullDisk.isPossible();
    private final Map<DisturbanceKind, Disturbance> disturbances = new EnumMap<>(DisturbanceKind.class);
    private final Map<DisturbanceKind, Integer> counts = new EnumMap<>(DisturbanceKind.class);

    Disturber(Topology topology, AcknowledgedLedger ledger, RealTimePacer pacer, Consumer<String> spectator) {
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
        disturbances.put(DisturbanceKind.CLOCK_FORWARD, clock);
        disturbances.put(DisturbanceKind.CLOCK_BACK, clock);
        disturbances.put(DisturbanceKind.ALL_CLOCKS_FORWARD, clock);
        disturbances.put(DisturbanceKind.ALL_CLOCKS_BACK, clock);
    }

    /**
     * Has the disturbances of a round happen, those of one group one after the other, the groups side by side; blocks until the last has
     * ended. What takes longer than it was planned, as the start of a node, puts off what follows in its group.
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
            act(planned, true);
            pacer.pause(planned.end().minus(planned.begin()));
            act(planned, false);
            before = planned.end();
        }
    }

    private void act(PlannedDisturbance planned, boolean begins) {
        if (planned.kind() == DisturbanceKind.FULL_DISK && !disksCanBeFull) {
            say("left out: a full disk of " + planned.node() + ", this machine has no prlimit");
            return;
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
        } catch (Exception e) {
            failed(planned, begins, Stage.reason(e));
        }
    }

    private synchronized void count(DisturbanceKind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** A node on a full disk may refuse to move its clock; a node that was killed has to start. */
    private void failed(PlannedDisturbance planned, boolean begins, String reason) {
        say(planned.kind() + " of " + planned.node() + " failed: " + reason);
        if (!begins && planned.kind().group() != DisturbanceKind.Group.LINKS_AND_CLOCKS) {
            ledger.find(LedgerFinding.Kind.WEDGED, planned.node(), "after " + planned.kind() + ": " + reason);
        }
    }

    private synchronized void say(String sentence) {
        double seconds = Duration.between(start, pacer.in(Duration.ZERO)).toMillis() / 1_000.0;
        spectator.accept(String.format(Locale.ROOT, "%6.1f s  %s", seconds, sentence));
    }

    /**
     * Enters a node that is down without having been killed, and starts it; blocks.
     *
     * @param killed the node that is down on purpose, or null for none
     */
    void noteDeaths(@Nullable String killed) {
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            if (!node.isUp() && !name.equals(killed)) {
                ledger.find(
                        LedgerFinding.Kind.WEDGED,
                        name,
                        "its process ended without being killed, or did not start; its output is " + node.outputFile());
                topology.startNode(name);
            }
        }
    }

    /** Takes every cause away that a failed action may have left: nodes run, links work, files can be written, clocks are right. */
    void heal() {
        topology.links().heal(null, null);
        for (RunningNode node : topology.nodes()) {
            String name = node.plan().name();
            if (!node.isUp()) {
                topology.startNode(name);
            } else if (disksCanBeFull) {
                disks.relieve(node);
            }
            MovedClock.reset(topology, name);
        }
        say("every node runs, links work, files can be written, clocks are right");
    }

    /** How often each kind happened. */
    Map<DisturbanceKind, Integer> counts() {
        return counts;
    }
}
