package org.s2slab.scenarios.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.s2slab.node.Preload;
import org.s2slab.scenarios.console.Console;
import org.s2slab.scenarios.console.Repertoire;
import org.s2slab.scenarios.script.ScriptException;
import org.s2slab.scenarios.topology.InProcessLauncher;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab console}: a deployment, its trust and its scenarios in the browser. */
@Command(
        name = "console",
        description =
                "Shows a deployment in the browser: its trust as a map, scenarios as they happen, experiments by hand.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            defaultValue = "on-premises-three",
            description = "What is up at first, by name or file: ${DEFAULT-VALUE} where nothing is said.")
    @SuppressWarnings("NullAway.Init")
    private String topology;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the page is served on 127.0.0.1; any free port where nothing is said.")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port: " + port + " is no port; name 1 to " + LAST_PORT);
        }
        Preload.begin();
        Library library = new Library();
        library.topology(topology);
        Vertx vertx = Vertx.vertx();
        Workshop workshop =
                new Workshop(vertx, new InProcessLauncher(vertx), Workshop.sharedKeys(), Ids.random(), Lab.CLOCK);
        DataFolder folder = DataFolder.of(null, "console");
        Repertoire repertoire = new Repertoire(library.scenarios(), library.topologyNames(), library::topology);
        Console console = serve(workshop, repertoire, folder);
        CountDownLatch down = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(console, vertx, folder, down), "down"));
        console.open(topology);
        PrintWriter out = spec.commandLine().getOut();
        out.println("The console is at");
        out.println();
        out.println("  " + console.link());
        out.println();
        out.println("Whoever has this link administers this deployment. Ctrl-C takes it down.");
        out.flush();
        down.await();
        return 0;
    }

    private Console serve(Workshop workshop, Repertoire repertoire, DataFolder folder) {
        try {
            return Console.serve(workshop, repertoire, folder.path(), port);
        } catch (Exception e) {
            workshop.vertx().close().await();
            folder.close();
            if (e instanceof BindException) {
                throw new ScriptException(
                        "--port",
                        "port " + port + " of 127.0.0.1 cannot be had (" + e.getMessage()
                                + "); name another one, or leave --port out for any that is free");
            }
            throw e;
        }
    }

    private static void stop(Console console, Vertx vertx, DataFolder folder, CountDownLatch down) {
        console.close();
        vertx.close().await();
        folder.close();
        down.countDown();
    }
}
