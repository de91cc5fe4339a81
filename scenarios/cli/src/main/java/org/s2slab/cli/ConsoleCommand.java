package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.s2slab.console.ConsoleServer;
import org.s2slab.console.ScenarioMenu;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.node.StartupWarmup;
import org.s2slab.node.StopHook;
import org.s2slab.report.DeploymentAccessText;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab console}: shows a deployment, its trust and its scenarios in the browser. */
@Command(
        name = "console",
        description =
                "Show a deployment in the browser: a map of its trust, running scenarios, and manual experiments.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class ConsoleCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            defaultValue = "on-premises-three",
            description = "Name or file of the first topology (default: ${DEFAULT-VALUE}).")
    private String topology;

    @Mixin
    private PortOption ports;

    @Mixin
    private ListenOptions listen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        StartupWarmup.begin();
        ScenarioLibrary library = new ScenarioLibrary();
        Topology first = listen.on(library.topology(topology));
        ports.plan().requireFree(first);
        ports.plan().requireFreePage(first.exposure());
        Vertx vertx = Vertx.vertx();
        LaunchContext launch = new LaunchContext(
                        vertx,
                        new InProcessLauncher(vertx),
                        LaunchContext.sharedKeys(),
                        IdGenerator.random(),
                        LabCommand.CLOCK)
                .on(ports.plan());
        DataFolder folder = DataFolder.of(null, "console");
        ScenarioMenu menu = new ScenarioMenu(
                library.scenarios(), library.topologyNames(), name -> listen.on(library.topology(name)));
        ConsoleServer console = ConsoleServer.serve(launch, menu, folder.path(), first.exposure());
        CountDownLatch down = new CountDownLatch(1);
        StopHook.register(() -> stop(console, vertx, folder, down));
        console.open(topology);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Open the console:");
        out.println();
        out.println("  " + console.link());
        out.println();
        ports.plan().lines(first).forEach(out::println);
        out.println("Everyone who has this link can administer this deployment. Ctrl-C stops it.");
        if (!first.exposure().isLoopback()) {
            out.println();
            out.println("The page has no TLS: a person who sees the traffic can read the key of the link.");
            out.println("People's passwords are in the file " + OwnPasswords.FILE + " of the deployment's folder below "
                    + folder.path() + ".");
            DeploymentAccessText.exposed(first.exposure()).forEach(out::println);
        }
        out.flush();
        down.await();
        return 0;
    }

    private static void stop(ConsoleServer console, Vertx vertx, DataFolder folder, CountDownLatch down) {
        console.close();
        vertx.close().await();
        folder.close();
        down.countDown();
    }
}
