package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.control.DeploymentRoutes;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.deployment.LabProxy;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab up}: starts a deployment and keeps it running. */
@Command(
        name = "up",
        description = "Start a deployment and keep it running until Ctrl-C.",
        mixinStandardHelpOptions = true,
        exitCodeList = "1:a step of the scenario of --after failed")
@SuppressWarnings("NullAway.Init")
final class UpCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            description =
                    "Name of a bundled topology (see ./lab list), a file, or a snapshot (./lab snapshot). Optional with --after.")
    private @Nullable String name;

    @Mixin
    private ProcessesOption processes;

    @Mixin
    private KeepOption keep;

    @Option(
            names = "--proxy",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            description =
                    "Open an HTTP proxy on 127.0.0.1 for clients that cannot map host names, such as Java's HttpClient. It"
                            + " tunnels to the nodes by their names and to no other host. (Default port: a free one.)")
    private @Nullable Integer proxyPort;

    @Mixin
    private ReadyFileOption ready;

    @Mixin
    private PortOption ports;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private StartOptions start;

    @Mixin
    private TelemetryOption telemetry;

    @Mixin
    private DatabaseOption database;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ready.requireUsable(spec);
        StartupWarmup.begin();
        DeploymentRequest asked = start.opening(new ScenarioLibrary(), name);
        DeploymentRequest request = asked.with(telemetry.on(asked.plan()))
                .apart(processes.isGiven())
                .keptIn(keep.folder())
                .on(ports.plan())
                .on(database.source(keep.folder()));
        request = request.with(listen.on(request.plan()));
        TemporaryDeployment deployment = request.startExposed(LabCommand.CLOCK);
        String played = request.scenario() == null ? null : request.scenario().name();
        LabProxy proxy = proxyPort == null ? null : proxy(deployment, proxyPort);
        Announcement announcement =
                DeploymentRegistry.ofUser().announce(deployment.topology(), LabCommand.CLOCK.instant());
        ControlEndpoint control = DeploymentRoutes.open(deployment.topology(), deployment.launch());
        CountDownLatch down = new CountDownLatch(1);
        StopHook.register(() -> {
            ready.remove();
            announcement.close();
            if (proxy != null) {
                proxy.close();
            }
            control.close();
            deployment.close();
            down.countDown();
        });
        PrintWriter out = spec.commandLine().getOut();
        new DeploymentAccessText(deployment.topology(), ports.plan(), played)
                .lines()
                .forEach(out::println);
        if (proxy != null) {
            out.println("HTTP proxy        127.0.0.1:" + proxy.address().getPort());
        }
        out.flush();
        ready.write(spec, deployment.nodes(), deployment.topology().folder());
        down.await();
        return 0;
    }

    private LabProxy proxy(TemporaryDeployment deployment, int port) {
        try {
            return LabProxy.start(deployment.launch().vertx(), deployment.topology(), port);
        } catch (IllegalArgumentException e) {
            deployment.close();
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
