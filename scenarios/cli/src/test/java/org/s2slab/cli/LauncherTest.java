package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code lab}, with a Maven and a Java that only write down how they were called. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
            echo "$@" >> "$CALLS/java"
            if [ "$4" = org.s2slab.launch.StartPreparation ]; then mkdir "$5/libraries"; echo "# $6" > "$5/lab.args"; fi
            """;

    private static final String MAVEN = """
            #!/bin/sh
            if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
            echo "$PWD $@" >> "$CALLS/mvn"
            if [ -p "$CALLS/gate" ]; then read line < "$CALLS/gate"; fi
            mkdir -p scenarios/cli/target
            touch scenarios/cli/target/s2slab.jar
            """;

    @TempDir
    Path folder;

    private Path first;

    @BeforeEach
    void make() throws IOException {
        program("java", JAVA);
        program("javac", JAVA);
        program("mvn", MAVEN);
        first = Files.createDirectory(folder.resolve("first"));
        Files.copy(Path.of(System.getProperty("s2slab.root"), "lab"), first.resolve("lab"));
    }

    @Test
    void aCopiedCheckoutBuildsAndRunsItsOwnClasses() throws Exception {
        lab(first);
        lab(first);
        assertThat(calls("mvn")).as("nothing has changed").hasSize(1);

        Path copy = folder.resolve("copy");
        assertThat(run("cp", "-a", first.toString(), copy.toString())).isZero();
        lab(copy);
        assertThat(calls("mvn")).hasSize(2).last().asString().startsWith(copy + " ");
        assertThat(calls("java"))
                .last()
                .asString()
                .isEqualTo("@" + copy + "/target/native.args @" + copy
                        + "/target/lab.args org.s2slab.cli.LabCommand list");
    }

    @Test
    void theSecondOfTwoFirstCommandsWaitsForTheBuild() throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(run("mkfifo", gate.toString())).isZero();
        String script = first.resolve("lab").toString();
        Process builder = start("builder", "bash", script, "list");
        await().until(() -> Files.exists(folder.resolve("mvn")));
        Process waiting = start("waiting", "bash", script, "list");
        try {
            await().untilAsserted(() ->
                    assertThat(folder.resolve("waiting")).content().contains("waiting for it"));
        } finally {
            Files.writeString(gate, "go\n");
        }

        assertThat(List.of(builder.waitFor(), waiting.waitFor())).containsOnly(0);
        assertThat(calls("mvn")).hasSize(1);
        assertThat(calls("java"))
                .filteredOn(call -> call.endsWith("LabCommand list"))
                .hasSize(2);
    }

    private void lab(Path checkout) throws Exception {
        assertThat(run("bash", checkout.resolve("lab").toString(), "list")).isZero();
    }

    private int run(String... command) throws Exception {
        return start("printed", command).waitFor();
    }

    private Process start(String output, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("CALLS", folder.toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
    }

    private List<String> calls(String program) throws IOException {
        return Files.readAllLines(folder.resolve(program));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
