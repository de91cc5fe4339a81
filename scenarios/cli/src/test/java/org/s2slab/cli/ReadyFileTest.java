package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab up --ready-file}: the file exists as long as the deployment is ready, and no longer. */
class ReadyFileTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void standsWhileTheDeploymentIsReadyAndIsGoneAtItsEnd() throws Exception {
        Path file = folder.resolve("ready.json");
        Process up = LabProcess.of(folder, List.of("up", "lync-alone", "--ready-file", file.toString()))
                .start();
        try {
            BufferedReader output = up.inputReader();
            while (!Files.exists(file)) {
                assertThat(up.isAlive()).isTrue();
                if (output.ready()) {
                    output.readLine();
                }
                up.waitFor(50, TimeUnit.MILLISECONDS);
            }
            JsonObject ready = new JsonObject(Files.readString(file));
            assertThat(ready.fieldNames()).containsExactlyInAnyOrder("topology", "root", "nodes", "data", "process");
            assertThat(ready.getString("topology")).isEqualTo("lync-alone");
            assertThat(ready.getLong("process")).isEqualTo(up.pid());
            assertThat(Path.of(ready.getString("data"))).isDirectory();
            assertThat(Files.readString(Path.of(ready.getString("root")))).contains("BEGIN CERTIFICATE");
            JsonArray nodes = ready.getJsonArray("nodes");
            assertThat(nodes).hasSize(1);
            JsonObject lync = nodes.getJsonObject(0);
            assertThat(lync.getString("name")).isEqualTo("lync");
            for (String port : List.of("port", "managementPort")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lync.getInteger(port))) {
                    assertThat(socket.isConnected()).isTrue();
                }
            }
            String password = Files.readString(Path.of(lync.getString("administrator")));
            assertThat(Files.readString(file)).doesNotContain(password.strip());

            assertThat(lab("up", "lync-alone", "--ready-file", file.toString())).isEqualTo(2);
            assertThat(err.toString())
                    .startsWith(
                            "--ready-file: '" + file
                                    + "' exists already, perhaps from a deployment that was killed; delete it, or name another file");
            up.destroy();
            up.waitFor();
            assertThat(file).doesNotExist();
        } finally {
            up.destroyForcibly();
        }
    }

    @Test
    void startsNothingIfTheFileIsLeftOverOrCannotBeWritten() throws Exception {
        Path old = Files.writeString(folder.resolve("old.json"), "{\"process\": 999999999}");
        assertThat(lab("up", "lync-alone", "--ready-file", old.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("exists already, perhaps from a deployment that was killed; delete it");
        assertThat(Files.readString(old)).isEqualTo("{\"process\": 999999999}");

        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertThat(lab("up", "lync-alone", "--ready-file", link.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("'" + link + "' exists already, perhaps");

        Path missing = folder.resolve("missing/ready.json");
        assertThat(lab("up", "lync-alone", "--ready-file", missing.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("--ready-file: '" + missing + "' cannot be written (there is no ")
                .contains("; name a file in a folder that exists")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**/{.ready*,nowhere}");
    }

    private int lab(String... arguments) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
