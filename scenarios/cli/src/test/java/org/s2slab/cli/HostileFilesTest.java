package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody else wrote reach nothing outside of their folder, end, and do not speak to the terminal. */
class HostileFilesTest {
    private static final String SCENARIO = """
            scenario: mine
            shows: One sign-in.
            topology: lync-alone
            steps:
              - {do: Anna signs in, sign-in: anna@contoso.com}
            """;

    private static final String TOPOLOGY = """
            topology: mine
            shows: One Lync.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com], forest: own}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/tmp/x", "..", "x/y", ".x", "a b"})
    void aNameThatLeadsElsewhereIsRefusedWithFileAndLine(String name) throws IOException {
        Path topology = file("topology.yaml", TOPOLOGY.replace("topology: mine", "topology: '" + name + "'"));
        Path node = file("node.yaml", TOPOLOGY.replace("  lync: {", "  '" + name + "': {"));
        Path forest = file("forest.yaml", TOPOLOGY.replace("forest: own", "forest: '" + name + "'"));
        Path scenario = file("scenario.yaml", SCENARIO.replace("scenario: mine", "scenario: '" + name + "'"));

        String problem = ": '" + name + "' is not a valid name: the lab uses the name for a folder";
        for (Path file : new Path[] {topology, node, forest}) {
            assertThat(lab("up", file.toString(), "--keep", kept())).isEqualTo(2);
        }
        assertThat(lab("run", scenario.toString(), "--keep", kept())).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(topology + ":1" + problem),
                        line -> assertThat(line).startsWith(node + ":5" + problem),
                        line -> assertThat(line).startsWith(forest + ":5" + problem),
                        line -> assertThat(line).startsWith(scenario + ":1" + problem));
        assertThat(Path.of(kept())).doesNotExist();
    }

    @Test
    void aNodeIsNotCalledAsTheLabsOwnFolders() throws IOException {
        Path file = file("topology.yaml", TOPOLOGY.replace("  lync: {", "  root: {"));
        assertThat(lab("check", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":5: node 'root': the lab's own files lie in the folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.yaml", "below/../../x.yaml", "/etc/x.yaml", "link.yaml", "linked/x.yaml"})
    void aReferenceThatLeavesTheFoldersFileIsRefusedWithFileAndLine(String name) throws IOException {
        Path away = Files.createDirectory(folder.resolve("away"));
        Files.writeString(away.resolve("x.yaml"), SCENARIO);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("link.yaml"), away.resolve("x.yaml"));
        Files.createSymbolicLink(home.resolve("linked"), away);
        Files.writeString(folder.resolve("x.yaml"), SCENARIO);

        Path after = Files.writeString(home.resolve("after.yaml"), SCENARIO + "after: " + name + "\n");
        Path then = Files.writeString(home.resolve("then.yaml"), SCENARIO + "then: " + name + "\n");
        Path topology = Files.writeString(home.resolve("topology.yaml"), SCENARIO.replace("lync-alone", name));
        assertThat(lab("check", after.toString(), then.toString(), topology.toString()))
                .isEqualTo(2);
        String problem = "'" + name + "' leads out of the file's folder; name a file beside it";
        assertThat(err.toString())
                .contains(after + ":6: after: " + problem)
                .contains(then + ":6: then: " + problem)
                .contains(topology + ":3: topology: " + problem);
    }

    @Test
    @Timeout(60)
    void aPipeDoesNotHoldAnybodyUp() throws Exception {
        Path server = Files.createDirectories(folder.resolve("export/lync"));
        Path pipe = server.resolve("Get-CsPartnerApplication.json");
        Path script = folder.resolve("pipe.yaml");
        for (Path made : new Path[] {pipe, script}) {
            assertThat(new ProcessBuilder("mkfifo", made.toString()).start().waitFor())
                    .isZero();
        }
        assertThat(lab("import", folder.resolve("export").toString())).isEqualTo(2);
        assertThat(lab("check", script.toString())).isEqualTo(2);
        assertThat(lab("explain", "0123456789abcdef0123456789abcdef", "--from", script.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("lync/Get-CsPartnerApplication.json: is no regular file")
                .contains(script + ": is no regular file");
    }

    @Test
    void aFileWithoutAnEndIsNotRead() throws IOException {
        Path server = Files.createDirectories(folder.resolve("export/lync"));
        Path script = folder.resolve("long.yaml");
        for (Path made : new Path[] {server.resolve("metadata.json"), script}) {
            try (RandomAccessFile sparse = new RandomAccessFile(made.toFile(), "rw")) {
                sparse.setLength(1L << 40);
            }
        }
        assertThat(lab("import", folder.resolve("export").toString())).isEqualTo(2);
        assertThat(lab("check", script.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("export: has 1099511627776 bytes of files, and an import reads 20000000 at most")
                .contains(script + ": the file has more than 2097152 bytes");
    }

    @Test
    void anImportFollowsNoLinkOutOfItsFolder() throws IOException {
        Path export = Files.createDirectories(folder.resolve("export"));
        Path away = Files.createDirectory(folder.resolve("away"));
        Files.writeString(away.resolve("metadata.json"), "{}");
        Files.createSymbolicLink(export.resolve("lync"), away);
        assertThat(lab("import", export.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is a link to a file outside of the folder");
    }

    @Test
    void escapeSequencesOfAFileDoNotReachTheTerminal() throws IOException {
        Path wrong = file("wrong.yaml", "\"\\e[2Jscenario\": mine\nsteps: []\n");
        assertThat(lab("check", wrong.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("unknown key '\\u001b[2Jscenario'").doesNotContain("\u001b");

        Path file = file("mine.yaml", SCENARIO.replace("Anna signs in", "\"Anna \\e[31m\\x9b2J\\r\\u202e signs in\""));
        System.setProperty("s2slab.terminal", "true");
        try {
            assertThat(lab("run", file.toString(), "--keep", kept())).isZero();
        } finally {
            System.clearProperty("s2slab.terminal");
        }
        assertThat(out.toString())
                .contains("Anna \\u001b[31m\\u009b2J\\u000d\\u202e signs in")
                .contains("\u001b[1mmine\u001b[0m");
    }

    private String kept() {
        return folder.resolve("kept").toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int lab(String... args) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
