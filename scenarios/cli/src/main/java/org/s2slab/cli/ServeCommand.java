package org.s2slab.cli;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.s2slab.engine.control.LabServer;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.node.StartupWarmup;
import org.s2slab.node.StopHook;
import org.s2slab.report.DeploymentAccessText;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lab serve}: opens one port through which other programs start and use deployments. */
@Command(
        name = "serve",
        description =
                "Open a port through which other programs start and use deployments (docs/CONTROL.md), until Ctrl-C.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of this server (default: a free one). The nodes use free ports.")
    private int port;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private ReadyFileOption ready;

    @Mixin
    private DatabaseOption database;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ready.requireUsable(spec);
        StartupWarmup.begin();
        Exposure exposure = listen.exposure();
        exposure.requireUsable();
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port: " + port + " is no port; name 1 to " + LAST_PORT);
        }
        new PortPlan(port).requireFreePage(exposure);
        DatabaseSource databases = database.source(null);
        Vertx vertx = Vertx.vertx();
        LaunchContext launch = launch(vertx, databases);
        listen.requireUsable(exposure);
        DataFolder folder = DataFolder.of(null, "serve");
        LabServer server = LabServer.open(folder.path(), launch, exposure, listen::on, port);
        CountDownLatch down = new CountDownLatch(1);
        StopHook.register(() -> {
            ready.remove();
            server.close();
            vertx.close().await();
            folder.close();
            down.countDown();
        });
        JsonObject told = told(server, exposure, folder.path());
        PrintWriter out = spec.commandLine().getOut();
        out.println("address           " + told.getString("address"));
        out.println("root certificate  " + told.getString("root"));
        out.println("user              " + AdministratorCredential.USER);
        out.println("password          in the file " + told.getString("administrator"));
        if (!exposure.isLoopback()) {
            DeploymentAccessText.exposed(exposure).forEach(out::println);
        }
        out.println("Everyone who has the password can administer the deployments. Ctrl-C ends them.");
        out.flush();
        ready.write(spec, told);
        down.await();
        return 0;
    }

    private static LaunchContext launch(Vertx vertx, DatabaseSource databases) {
        return new LaunchContext(
                        vertx,
                        new InProcessLauncher(vertx),
                        LaunchContext.sharedKeys(),
                        IdGenerator.random(),
                        LabCommand.CLOCK)
                .on(databases);
    }

    private static JsonObject told(LabServer server, Exposure exposure, Path folder) {
        return new JsonObject()
                .put("address", exposure.url(server.address().managementPort()))
                .put("root", folder.resolve("root.pem").toString())
                .put("administrator", server.address().administratorFile().toString())
                .put("process", ProcessHandle.current().pid());
    }
}
