package org.s2slab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.node.StartupWarmup;
import org.s2slab.node.StopHook;
import org.s2slab.report.DeploymentAccessText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab up}: starts a deployment and keeps it running. */
@Command(
        name = "up",
        description = "Start a deployment and keep it running until Ctrl-C.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class UpCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            description = "Name of a bundled topology (see ./lab list), or a file. Optional with --after.")
    private @Nullable String name;

    @Option(names = "--processes", description = "Run every node in a separate JVM.")
    private boolean processes;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Store the data in this folder (default: a temporary folder, which is deleted at the end).")
    private @Nullable Path keep;

    @Mixin
    private PortOption ports;

    @Mixin
    private StartOptions start;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StartupWarmup.begin();
        DeploymentRequest request = start.opening(new ScenarioLibrary(), name)
                .apart(processes)
                .keptIn(keep)
                .on(ports.plan());
        TemporaryDeployment deployment = request.start(LabCommand.CLOCK);
        String played = request.scenario() == null ? null : request.scenario().name();
        Announcement announcement =
                DeploymentRegistry.ofUser().announce(deployment.topology(), LabCommand.CLOCK.instant());
        ControlEndpoint control = ControlEndpoint.open(deployment.topology(), deployment.workshop());
        CountDownLatch down = new CountDownLatch(1);
        StopHook.register(() -> {
            announcement.close();
            control.close();
            deployment.close();
            down.countDown();
        });
        PrintWriter out = spec.commandLine().getOut();
        new DeploymentAccessText(deployment.topology(), ports.plan(), played)
                .lines()
                .forEach(out::println);
        out.flush();
        down.await();
        return 0;
    }
}
