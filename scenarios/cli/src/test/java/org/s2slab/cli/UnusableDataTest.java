package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.HostsFile;
import org.s2slab.console.ConsoleStart;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;

/** A node that cannot start ends, however it is started, and says which file is the cause. */
@Timeout(120)
class UnusableDataTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"up lync-alone", "up lync-alone --processes"})
    void aFolderInThePlaceOfTheDatabase(String command) throws IOException {
        Path database = Files.createDirectories(folder.resolve("lync-alone/lync/node.db"));
        assertThat(run(command)).as(err.toString()).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("data: '" + database + "' is a folder; the database must be a file")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up lync-alone", "up lync-alone --processes"})
    void aDatabaseOfWhichThePagesBehindTheFirstAreDamaged(String command) throws IOException {
        startOnce(folder.resolve("lync-alone"));
        Path database = folder.resolve("lync-alone/lync/node.db");
        byte[] content = Files.readAllBytes(database);
        Arrays.fill(content, 4096, content.length, (byte) 0xa5);
        Files.write(database, content);

        assertThat(run(command)).as(err.toString()).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("data: the database '" + database + "' cannot be used: ")
                .contains("SQLITE_CORRUPT", "put back a copy of it")
                .hasLineCount(1);
    }

    @Test
    void aScenarioThatIsPlayedOnIt() throws IOException {
        Files.createDirectories(folder.resolve("oauth-cannot-be-removed/lync/node.db"));
        assertThat(run("run -q oauth-cannot-be-removed --report " + folder + "/r.html"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("the deployment failed: data: '", "is a folder");
    }

    @Test
    void theConsole() throws IOException {
        Files.createDirectories(folder.resolve("1-lync-alone/lync/node.db"));
        assertThatThrownBy(() -> ConsoleStart.open(folder, "lync-alone"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("lync-alone did not start: data: '")
                .hasMessageContaining("is a folder");
    }

    /** What fails with an exception that no method declares, because a Future did. */
    @Test
    void aPortThatIsInUse() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            startOnce(folder.resolve("data"));
            Path config = folder.resolve("data/lync/node.yaml");
            JsonObject written = new JsonObject(Files.readString(config));
            written.getJsonObject("node")
                    .put("listen", new JsonObject().put("address", "127.0.0.1").put("port", taken.getLocalPort()));
            Files.writeString(config, written.encode());
            var environment = new NodeEnvironment(Clock.systemUTC(), IdGenerator.random(), new HostsFile());
            assertThatThrownBy(() -> new ProcessLauncher(vertx)
                            .launch("lync", config, environment)
                            .await())
                    .hasMessageContaining("the process ended with 1")
                    .hasMessageContaining("The node could not start: java.net.BindException");
        } finally {
            vertx.close().await();
        }
    }

    private static void startOnce(Path data) {
        Vertx vertx = Vertx.vertx();
        var launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        Deployment.start(new ScenarioLibrary().topology("lync-alone"), launch, data)
                .close();
        vertx.close().await();
    }

    private int run(String command) {
        String[] words = (command + " --keep " + folder).split(" ", -1);
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
