package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code ./lab serve} in its own process, with the clients of the documentation. */
class ServeTest {
    private static final Path SAMPLES = Path.of(System.getProperty("s2slab.root"), "docs", "samples", "control");

    @TempDir
    static Path folder;

    private static Process serve;
    private static Path ready;

    @BeforeAll
    static void serve() throws Exception {
        ready = folder.resolve("ready.json");
        serve = LabProcess.of(folder, List.of("serve", "--ready-file", ready.toString()))
                .start();
        BufferedReader output = serve.inputReader();
        while (!Files.exists(ready)) {
            assertThat(serve.isAlive()).isTrue();
            if (output.ready()) {
                output.readLine();
            }
            serve.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    @AfterAll
    static void end() throws Exception {
        Path password = Path.of(new JsonObject(Files.readString(ready)).getString("administrator"));
        serve.destroy();
        serve.waitFor();
        assertThat(ready).doesNotExist();
        assertThat(password).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python3 | lab.py | The rule G3 refuses the token.",
                "node | lab.mjs | The link from lync to exchange is cut: resets connections."
            })
    void aSmallClientUsesADeployment(String program, String file, String printed) throws Exception {
        Process client = new ProcessBuilder(program, SAMPLES.resolve(file).toString(), ready.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo(printed);
    }

    @Test
    void theReadyFileHasNoPassword() throws Exception {
        JsonObject told = new JsonObject(Files.readString(ready));
        assertThat(told.fieldNames()).containsExactlyInAnyOrder("address", "root", "administrator", "process");
        assertThat(told.getString("address")).startsWith("https://localhost:");
        String password = Files.readString(Path.of(told.getString("administrator")));
        assertThat(Files.readString(ready)).doesNotContain(password.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--listen 192.0.2.77 | listen: this machine cannot listen at '192.0.2.77'",
                "--listen everywhere | --listen: 'everywhere' is not an IP address of a machine",
                "--port 70000        | --port: 70000 is no port; name 1 to 65535",
            })
    void aWrongAddressIsOneSentence(String options, String sentence) {
        StringWriter err = new StringWriter();
        String[] arguments = ("serve " + options).split(" ", -1);
        int code = LabCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    }
}
