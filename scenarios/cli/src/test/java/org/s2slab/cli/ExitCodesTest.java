package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command says its exit codes in its help, and the codes are true. */
class ExitCodesTest {
    private static final String FAILING = """
            scenario: failing
            shows: A step that expects what is not so.
            topology: lync-alone
            steps:
              - do: Anna signs in
                sign-in: anna@contoso.com
                expect: {body: {contactStore: exchange}}
            """;

    @TempDir
    static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("failing.yaml"), FAILING);
        Files.writeString(folder.resolve("wrong.yaml"), "scenario: wrong\n");
        Files.writeString(folder.resolve("script.ps1"), "Get-Nothing\n");
        Files.writeString(folder.resolve("unreadable.ps1"), "Get-Nothing -A (\n");
    }

    static Stream<String> commands() {
        PrintWriter nobody = new PrintWriter(new StringWriter());
        List<String> names = new ArrayList<>();
        collect(LabCommand.commandLine(nobody, nobody, nobody), "", names);
        return names.stream();
    }

    private static void collect(CommandLine command, String name, List<String> names) {
        names.add(name);
        command.getSubcommands().forEach((word, nested) -> collect(nested, (name + " " + word).strip(), names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpListsTheCodesAndEveryWrongCallEndsWithTwo(String command) {
        // The command for help has no help of its own that describes it.
        String help = command.endsWith("help") ? command.replaceFirst("help$", "--help") : command + " --help";
        assertThat(lab(help)).as(err.toString()).isZero();
        assertThat(codes(out.toString())).as(command).containsKeys("0", "1", "2");
        String wrong = command.endsWith("help") ? " no-such-command" : " --no-such-option";
        assertThat(lab(command + wrong)).as(command).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "list, 0",
        "list nothing-of-that-name, 2",
        "check lync-alone, 0",
        "check DIR/wrong.yaml, 2",
        "explain G3, 0",
        "explain nothing-that-is-known, 1",
        "run --quiet oauth-cannot-be-*, 0",
        "run --quiet DIR/failing.yaml, 1",
        "run --quiet DIR/wrong.yaml, 2",
        "shell DIR/script.ps1 --topology lync-alone, 1",
        "shell DIR/unreadable.ps1 --topology lync-alone, 2",
        "learn no-such-lesson, 2",
        "health --deployment DIR, 2",
        "completion, 0"
    })
    void runsEndWithTheCodeThatTheHelpNames(String command, int code) {
        String[] words = command.replace("DIR", folder.toString()).split(" ", -1);
        assertThat(LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), words))
                .as(out + "\n" + err)
                .isEqualTo(code);
        out.getBuffer().setLength(0);
        lab(words[0] + " --help");
        assertThat(codes(out.toString())).containsKey(String.valueOf(code));
    }

    /** A code beyond the common ones belongs to a command that says so. {@code TokenCommandTest} makes the run. */
    @Test
    void onlyTheTrialOfTokensHasACodeOfItsOwn() {
        Map<String, Map<String, String>> more = new TreeMap<>();
        commands().forEach(command -> {
            lab(command + " --help");
            Map<String, String> codes = codes(out.toString());
            codes.keySet().removeAll(List.of("0", "1", "2"));
            if (!codes.isEmpty()) {
                more.put(command, codes);
            }
        });
        assertThat(more).containsOnlyKeys("token");
        assertThat(more.get("token")).containsOnlyKeys("3");
    }

    private static Map<String, String> codes(String help) {
        Map<String, String> codes = new TreeMap<>();
        int heading = help.indexOf("Exit codes:");
        (heading < 0 ? "" : help.substring(heading))
                .lines()
                .filter(line -> line.matches("  [0-9] +\\S.*"))
                .forEach(line ->
                        codes.put(line.substring(2, 3), line.substring(3).strip()));
        return codes;
    }

    private int lab(String command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = Arrays.stream(command.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
