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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static final List<String> SYSTEM = List.of(
            "cat",
            "dirname",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sort",
            "tee",
            "touch");

    @TempDir
    Path folder;

    private Path first;
    private String path;

    @BeforeEach
    void make() throws IOException {
        path = folder.resolve("bin") + ":" + System.getenv("PATH");
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

    /** Debian 13 has no package of JDK 17, and a new machine has the list of packages only after the update. */
    @ParameterizedTest
    @CsvSource({"100, default-jdk-headless", "0, openjdk-17-jdk-headless"})
    void rootGetsTheToolsThatAreMissing(int known, String jdk) throws Exception {
        Path ready = leaveNoTools();
        program("id", "#!/bin/sh\necho 0\n");
        program("apt-cache", "#!/bin/sh\n[ -e \"$CALLS/updated\" ] && exit " + known + "\nexit 1\n");
        program("apt-get", """
                #!/bin/sh
                echo "$@" >> "$CALLS/apt-get"
                case "$*" in *update*) touch "$CALLS/updated";; *) mv "READY"/* "$CALLS/bin";; esac
                """.replace("READY", ready.toString()));
        lab(first);

        assertThat(calls("apt-get"))
                .containsExactly("-qq update", "-qq install -y --no-install-recommends " + jdk + " maven");
        assertThat(folder.resolve("printed"))
                .content()
                .contains("needs a JDK 17 or later")
                .contains("Installing " + jdk + " maven ...");
        assertThat(calls("java")).last().asString().endsWith("LabCommand list");
    }

    @ParameterizedTest
    @CsvSource({
        "apt-get, Type:  sudo apt-get install default-jdk-headless maven",
        "dnf,     Type:  sudo dnf install java-21-openjdk-devel maven",
        "brew,    Type:  brew install openjdk@21 maven && export JAVA_HOME=",
        "none,    https://maven.apache.org/download.cgi"
    })
    void everybodyElseIsToldWhatToType(String installer, String line) throws Exception {
        leaveNoTools();
        program("id", "#!/bin/sh\necho 1000\n");
        program("apt-cache", "#!/bin/sh\nexit 1\n");
        program(installer, "#!/bin/sh\necho \"$@\" >> \"$CALLS/installer\"\n");

        assertThat(run("bash", first.resolve("lab").toString(), "list")).isEqualTo(2);
        assertThat(folder.resolve("printed")).content().contains(line);
        assertThat(folder.resolve("installer")).doesNotExist();
    }

    /** Moves the tools away, and leaves only programs that each system has; returns the folder where the tools are. */
    private Path leaveNoTools() throws IOException {
        Path ready = Files.move(folder.resolve("bin"), folder.resolve("ready"));
        for (String name : SYSTEM) {
            program(name, "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
        }
        path = folder.resolve("bin").toString();
        return ready;
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
        builder.environment().put("PATH", path);
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
