package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.text.LabVersion;

/**
 * {@code s2slab.jar} as a stranger runs it: copied to another folder, with a JDK alone, on an empty cache. Maven runs this
 * test after the packaging; {@code mvn package -DskipTests} makes the jar for a run by hand.
 */
class RunnableJarTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    private record Result(int code, String printed) {}

    @TempDir
    static Path temporary;

    @Test
    void playsScenariosChecksFilesAndCompletes() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("a stranger's folder"));
        Path jar = Files.copy(ROOT.resolve("scenarios/cli/target/s2slab.jar"), folder.resolve("s2slab.jar"));

        try (JarFile packed = new JarFile(jar.toFile())) {
            assertThat(packed.stream().map(JarEntry::getName)).contains("META-INF/LICENSE", "META-INF/NOTICE");
            // A build for quick starts makes no list of the libraries.
            assertThat(packed.getEntry("META-INF/sbom/bom.json") != null)
                    .isEqualTo(Files.exists(ROOT.resolve("scenarios/cli/target/classes/META-INF/sbom/bom.json")));
        }
        assertThat(java(folder, "--help").printed()).contains("Usage: lab").doesNotContain("WARNING");
        Path cache = temporary.resolve("cache/s2slab/libraries");
        assertThat(namesIn(cache)).hasSize(1);
        String classPath = Files.readString(ROOT.resolve("scenarios/cli/target/runtime.classpath"));
        assertThat(namesIn(cache.resolve(namesIn(cache).get(0))))
                .contains("s2slab-cli-" + LabVersion.TEXT + ".jar")
                .filteredOn(name -> name.endsWith(".jar") && !name.startsWith("s2slab-"))
                .hasSizeGreaterThan(50)
                .allMatch(classPath::contains, "is a library that the command line needs");

        Result check = java(folder, "check", "lync-alone", "on-premises");
        assertThat(check.printed()).contains("no problem found");
        assertThat(check.code()).isZero();

        Result completion = java(folder, "completion");
        Path script = Files.writeString(folder.resolve("complete.bash"), completion.printed());
        assertThat(printed(folder, "bash", "-c", "source " + script.getFileName() + " && complete -p lab")
                        .printed())
                .contains("_complete_lab");

        // One in this JVM, one whose nodes are processes, of which it kills one.
        Path kept = folder.resolve("kept");
        Result run = java(folder, "run", "--keep", kept.toString(), "lync-alone", "exchange-killed");
        assertThat(run.printed()).contains("2 of 2 scenarios passed");
        assertThat(run.code()).isZero();
        assertThat(namesIn(cache)).as("all starts use the same libraries").hasSize(1);
        assertThat(namesOfAll(kept)).hasSizeGreaterThan(20).allMatch(RunnableJarTest::isValidOnWindows);
        assertThat(jar).exists();
    }

    /** The first JVM is the one that a shell or a program knows, and signals; the second one runs the command. */
    @ParameterizedTest
    @CsvSource({"false, 143", "true, 137"})
    void theSecondJvmEndsWithTheFirst(boolean killed, int code) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("signal " + code));
        Files.copy(ROOT.resolve("scenarios/cli/target/s2slab.jar"), folder.resolve("s2slab.jar"));
        Path output = folder.resolve("printed");
        Process first = builder(folder, output, command("up", "lync-alone")).start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.readString(output).contains("is up."));
        ProcessHandle second = first.children().findFirst().orElseThrow();
        assertThat(second.info().arguments().orElseThrow()).contains("org.s2slab.cli.LabCommand", "up");

        if (killed) {
            first.destroyForcibly();
        } else {
            first.destroy();
        }
        assertThat(first.waitFor()).isEqualTo(code);
        assertThat(killed || !second.isAlive()).isTrue();
        await().atMost(Duration.ofMinutes(1)).until(() -> !second.isAlive());
    }

    @Test
    void theFirstJvmPassesInputAndExitCodeOn() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("input"));
        Files.copy(ROOT.resolve("scenarios/cli/target/s2slab.jar"), folder.resolve("s2slab.jar"));
        Path lines = Files.writeString(folder.resolve("lines"), "'a' + 'b'\n");
        Path output = folder.resolve("printed");
        Process shell = builder(folder, output, command("shell", "--topology", "lync-alone"))
                .redirectInput(lines.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
        assertThat(output).content().contains("ab");
        assertThat(java(folder, "run", "no-such-scenario").code()).isEqualTo(2);
    }

    /** Windows refuses these characters and names (Microsoft Learn, "Naming Files, Paths, and Namespaces"). */
    private static boolean isValidOnWindows(String name) {
        return !name.matches(".*[<>:\"/\\\\|?*\\x00-\\x1f].*|.*[. ]|(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    }

    private static Result java(Path folder, String... arguments) throws Exception {
        return printed(folder, command(arguments));
    }

    private static String[] command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "s2slab.jar"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Result printed(Path folder, String... command) throws Exception {
        Path output = temporary.resolve("printed");
        int code = builder(folder, output, command).start().waitFor();
        return new Result(code, Files.readString(output));
    }

    private static ProcessBuilder builder(Path folder, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("MAVEN"));
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        return builder;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static List<String> namesOfAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
