package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.lesson.LessonLibrary;
import org.s2slab.engine.run.ScenarioLibrary;

class CheckCommandTest {
    private static final String GOOD = """
            scenario: good
            shows: Nothing wrong.
            topology: lync-alone
            steps:
              - {do: Anna signs in, sign-in: anna@contoso.com}
            """;

    private static final String WRONG = """
            scenario: wrong
            shows: Two things wrong.
            topology: lync-alone
            steps:
              - {do: Somebody signs in, sign-in: ana@contoso.com}
            never: lync calls exchange
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongInWhatIsBundled() {
        ScenarioLibrary library = new ScenarioLibrary();

        assertThat(lab("check")).isZero();
        assertThat(out)
                .hasToString("scenarios: " + library.scenarioNames().size() + ", topologies: "
                        + library.topologyNames().size() + ", lessons: "
                        + new LessonLibrary(library).names().size() + ", no problem found\n");
    }

    /** The commands of the README that begin with a file of the user's, in a folder where nothing is yet. */
    @Test
    void theExamplesOfTheReadmeForOwnFilesWorkAsPasted() throws Exception {
        Path root = Path.of(System.getProperty("s2slab.root"));
        Path docs = Files.createSymbolicLink(folder.resolve("docs"), root.resolve("docs"));
        List<String> commands = Files.readAllLines(root.resolve("README.md")).stream()
                .filter(line -> line.matches("\\./lab (new|check|import|(run|doctor) \\S*\\.yaml).*"))
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
        for (String command : commands) {
            assertThat(pasted(command)).as(command).matches("(?s)0 .*");
        }
        Files.delete(docs);
        assertThat(Files.readString(folder.resolve("my-rehearsal.yaml"))).startsWith("scenario: my-rehearsal\n");
        assertThat(pasted(commands.get(0)))
                .as("nothing is overwritten")
                .startsWith("2 ")
                .contains("exists already");
        assertThat(pasted("./lab new scenario x --from on-premises-unified-contact-stor"))
                .startsWith("2 ")
                .contains("did you mean 'on-premises-unified-contact-store'?");
        assertThat(pasted("./lab new scenario ../x --from lync-alone"))
                .startsWith("2 ")
                .contains("is not a valid name");
    }

    /** The exit code and the output of a command, in the folder. */
    private String pasted(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        Process run = LabProcess.of(folder, words.subList(1, words.size()))
                .directory(folder.toFile())
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return run.waitFor() + " " + said;
    }

    @Test
    void checksBundledOnesByNameScenarioAndTopologyAlike() {
        assertThat(lab("check", "lync-alone", "wrong-*")).isZero();
        assertThat(out.toString()).startsWith("scenarios: 2, topologies: 1");
    }

    @Test
    void tellsEverythingWrongInEveryFile() throws IOException {
        Path wrong = file("wrong.yaml", WRONG);
        Path topology = file("mine.yaml", "topology: mine\nshows: x\nnodes: {a: {role: lnyc, hosts: [a.b]}}\n");

        assertThat(lab("check", wrong.toString(), topology.toString(), "lync-alon", "nothing.yaml"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        wrong + ":5: sign-in: topology 'lync-alone' has no person 'ana@contoso.com'; it has"
                                + " anna@contoso.com, bert@contoso.com; did you mean 'anna@contoso.com'?",
                        wrong + ":6: never: 'lync calls exchange': topology 'lync-alone' has no node 'exchange'; it has"
                                + " lync",
                        topology + ":1: a topology needs 'domain': the default SIP domain and first accepted domain",
                        topology + ":3: 'lnyc' is not valid; expected one of lync, exchange, sharepoint, authz; did"
                                + " you mean 'lync'?",
                        "lync-alon: there is no such scenario; ./lab list shows all of them; did you mean 'lync-alone'?",
                        "nothing.yaml: there is no such file",
                        "problems: 6, files: 4");
    }

    @Test
    void saysThatSeveralServersOfOneRoleAreNoPool() throws IOException {
        Path pools = file("pools.yaml", """
                topology: pools
                shows: x
                domain: contoso.com
                nodes:
                  pool-berlin: {role: lync, hosts: [berlin.contoso.com]}
                  pool-munich: {role: lync, hosts: [munich.contoso.com]}
                """);

        assertThat(lab("check", pools.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "note: topology 'pools': the nodes pool-berlin, pool-munich of the role lync are separate"
                                + " organisations: each has its own configuration, contact lists and mailboxes. Servers of"
                                + " one organisation are a node with the key 'servers'",
                        "scenarios: 0, topologies: 1, lessons: 0, no problem found");
    }

    @Test
    void checksStepsOfOthersOnTheTopologyTheyArePlayedOn() throws IOException {
        file("then.yaml", GOOD.replace("lync-alone", "on-premises").replace("anna@", "emil@"));
        Path first = file("first.yaml", GOOD + "then: then.yaml\n");

        assertThat(lab("check", first.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(folder.resolve("then.yaml") + ":5: sign-in: topology 'lync-alone' has no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "a: 1",
                "apiVersion: v1\nkind: Pod",
                "- a",
                "text",
                "null",
                "topology: on-premises"
            })
    void saysWhichKindsItKnowsOfAFileThatIsNone(String content) throws IOException {
        Path file = file("other.yaml", content + "\n");

        assertThat(lab("check", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(file.toString()).contains("problems: 1, files: 1");
        if (content.contains(": ")) {
            assertThat(err.toString()).contains("is no scenario, topology or lesson: it has none of the keys");
        }
    }

    @Test
    void saysWhichKindsItKnowsOfAFileWithAnotherEnding() throws IOException {
        Path file = file("notes.txt", GOOD);

        assertThat(lab("check", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("notes.txt: is no YAML file; name a scenario, topology or lesson");
        assertThat(lab("check", folder.toString())).isEqualTo(2);
    }

    @Test
    void endsForAScenarioThatFollowsItself() throws IOException {
        Path file = file("loop.yaml", GOOD + "after: loop.yaml\n");

        assertThat(lab("check", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith(file + ":6: after: the scenario would run before itself");
    }

    @Test
    void runPlaysNothingWhereOneOfTheFilesIsWrong() throws IOException {
        Path good = file("good.yaml", GOOD);
        Path wrong = file("wrong.yaml", WRONG);

        assertThat(lab(
                        "run",
                        good.toString(),
                        wrong.toString(),
                        "--keep",
                        folder.resolve("kept").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith(wrong.toString()));
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void upStartsNothingWhereTheScenarioBeforeItIsWrong() throws IOException {
        Path wrong = file("wrong.yaml", WRONG);

        assertThat(lab(
                        "up",
                        "--after",
                        wrong.toString(),
                        "--keep",
                        folder.resolve("kept").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith(wrong + ":5: ");
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int lab(String... args) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
