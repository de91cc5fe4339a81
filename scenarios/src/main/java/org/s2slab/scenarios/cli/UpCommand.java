package org.s2slab.scenarios.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.Preload;
import org.s2slab.scenarios.report.Guide;
import org.s2slab.scenarios.run.ContactFiller;
import org.s2slab.scenarios.topology.ControlPort;
import org.s2slab.scenarios.topology.InProcessLauncher;
import org.s2slab.scenarios.topology.NodeLauncher;
import org.s2slab.scenarios.topology.ProcessLauncher;
import org.s2slab.scenarios.topology.RunningDeployments;
import org.s2slab.scenarios.topology.RunningDeployments.Announcement;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab up}: starts a deployment and keeps it running. */
@Command(
        name = "up",
        description = "Starts a deployment and keeps it running until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TOPOLOGY", description = "Its name, or a file; ./lab list shows the bundled ones.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--processes", description = "Runs every node in a JVM of its own.")
    private boolean processes;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Keeps data in this folder; without it, a temporary one that goes with the deployment.")
    private @Nullable Path keep;

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            converter = Moment.class,
            description = "All nodes' clocks begin at this date or moment, 2026-03-01 or 2026-03-01T08:00Z, and their"
                    + " certificates are made for it; without it, the machine's time.")
    private @Nullable Instant at;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Preload.begin();
        TopologyPlan plan = new Library().topology(name);
        Vertx vertx = Vertx.vertx();
        Ids ids = Ids.random();
        NodeLauncher launcher = processes ? new ProcessLauncher(vertx) : new InProcessLauncher(vertx);
        Workshop workshop = new Workshop(vertx, launcher, Workshop.sharedKeys(), ids, Lab.CLOCK);
        DataFolder folder = DataFolder.of(keep, plan.name());
        Topology topology = Topology.start(plan, at == null ? workshop : workshop.at(at), folder.path());
        Announcement announcement = RunningDeployments.ofUser().announce(topology, Lab.CLOCK.instant());
        ControlPort control = ControlPort.open(topology, workshop);
        CountDownLatch down = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    announcement.close();
                    control.close();
                    stop(topology, vertx, folder, down);
                },
                "down");
        Runtime.getRuntime().addShutdownHook(stop);
        new ContactFiller(topology, ids).fill();
        PrintWriter out = spec.commandLine().getOut();
        new Guide(topology).lines().forEach(out::println);
        out.flush();
        down.await();
        return 0;
    }

    private static void stop(Topology topology, Vertx vertx, DataFolder folder, CountDownLatch down) {
        topology.close();
        vertx.close().await();
        folder.close();
        down.countDown();
    }
}
