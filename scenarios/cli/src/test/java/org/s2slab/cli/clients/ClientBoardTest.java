package org.s2slab.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The board of clients with a client that needs nothing to install, and one that cannot be installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientBoardTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    private Path clients;
    private Path page;
    private int ended;
    private String said;

    @BeforeAll
    void runOnce(@TempDir Path folder) throws IOException {
        clients = folder.resolve("clients");
        page = folder.resolve("clients.md");
        copy(ROOT.resolve("scenarios/cli/src/test/resources/clients/tiny"), clients.resolve("tiny"));
        copy(ROOT.resolve("scenarios/clients/common"), clients.resolve("common"));
        copy(clients.resolve("tiny"), clients.resolve("broken"));
        Files.writeString(clients.resolve("broken/Steps.java"), "class Steps {");
        Files.writeString(clients.resolve("floor.tsv"), "client\tpassed\tsteps\nbroken\t0\t7\ntiny\t2\t3\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ended = board(out).run(List.of("--raise-floor"));
        said = out.toString(StandardCharsets.UTF_8);
    }

    private ClientBoard board(ByteArrayOutputStream out) {
        return new ClientBoard(
                clients,
                page,
                new ClientInstaller(clients.resolveSibling("cache")),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private ClientResult result(String client) throws IOException {
        return ClientResult.of(BoardClient.in(clients).stream()
                .filter(one -> one.name().equals(client))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void storesWhatEachStepShowed() throws IOException {
        List<ClientStep> steps = result("tiny").steps();

        assertThat(steps).extracting(ClientStep::passed).containsExactly(true, false, false, false);
        assertThat(steps.get(0)).isEqualTo(new ClientStep("reads the inbox", true, "GetFolder", ""));
        assertThat(steps.get(1).error()).startsWith("AssertionError: not true");
        assertThat(result("tiny").version()).isEqualTo("1.0");
    }

    @Test
    void countsStepsThatWereNotReachedAsFailed() throws IOException {
        assertThat(result("tiny").steps().subList(2, 4))
                .extracting(ClientStep::error)
                .containsOnly("not attempted: the program ended with exit code 3");
    }

    @Test
    void showsAClientThatCannotBeInstalledAsNotRun() throws IOException {
        assertThat(result("broken").version()).startsWith("not run: ").contains("javac");
        assertThat(result("broken").passed()).isZero();
    }

    @Test
    void endsWithAFailureBelowTheFloor() {
        assertThat(ended).isEqualTo(1);
        assertThat(said)
                .contains("tiny: 1 steps passed, the floor is 2", "broken has 0 steps, the floor is 7")
                .doesNotContain("tiny has");
    }

    @Test
    void raisesTheFloorAndNeverLowersIt() throws IOException {
        assertThat(clients.resolve("floor.tsv")).hasContent("client\tpassed\tsteps\nbroken\t0\t7\ntiny\t2\t4\n");
    }

    @Test
    void writesThePageOfTheResults() throws IOException {
        assertThat(page)
                .content()
                .isEqualTo(ClientPage.text(clients))
                .contains("| [Tiny client](#tiny) | 1.0 | 1 | 4 | 2 |", "| reads the inbox | GetFolder | yes |  |")
                .contains("| reads the inbox with a wrong password \\| &lt;b&gt; | GetFolder | **no** |")
                .contains("| is never reached |  | **no** | not attempted: the program ended with exit code 3 |");
    }

    @Test
    void refusesAClientThatItDoesNotHave() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(board(out).run(List.of("nobody"))).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("usage: ./lab clients", "  tiny");
    }
}
