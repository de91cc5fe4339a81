package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.testing.GoldenFile;
import picocli.CommandLine;

/** The first screen, and the list of scenarios, at two widths; and the commands that the screen names. */
class FirstStepsTest {
    private final StringWriter out = new StringWriter();

    static List<String> commands() {
        return FirstSteps.roles().stream()
                .flatMap(role -> role.steps().stream())
                .map(FirstSteps.Suggestion::command)
                .toList();
    }

    /** Each command line is parsed as if it were typed, and names things that there are. */
    @ParameterizedTest
    @MethodSource("commands")
    void namesACommandThatThereIs(String command) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        assertThat(words.remove(0)).isEqualTo("./lab");
        PrintWriter writer = new PrintWriter(out);
        CommandLine.ParseResult parsed =
                LabCommand.commandLine(writer, writer, writer).parseArgs(words.toArray(String[]::new));
        assertThat(parsed.subcommand()).isNotNull();
        ScenarioLibrary library = new ScenarioLibrary();
        if (words.get(0).matches("run|list") && words.size() > 1) {
            assertThat(library.find(List.of(words.get(1)))).isNotEmpty();
        }
        for (String option : List.of("--topology", "up", "console")) {
            int place = words.indexOf(option) + 1;
            if (place > 0 && place < words.size()) {
                assertThat(library.topology(words.get(place))).isNotNull();
            }
        }
        if (words.contains("--after")) {
            assertThat(library.one(words.get(words.indexOf("--after") + 1))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void fitsOnTheScreen(int columns) {
        TerminalScreen screen =
                new TerminalScreen(new TerminalStyle(Switches.of(TerminalAbility.SIGNS)), columns, false);
        assertThat(FirstSteps.print(new PrintWriter(out), screen)).isZero();
        check("first-steps-" + columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void listsTheGroupsOnTheScreen(int columns) {
        list(columns, "list");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= columns);
        check("list-" + columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void listsAGroupOnTheScreen(int columns) {
        list(columns, "list", "attacks");
        check("list-attacks-" + columns);
    }

    private void list(int columns, String... words) {
        System.setProperty("s2slab.terminal", "true");
        System.setProperty("s2slab.columns", String.valueOf(columns));
        try {
            StringWriter painted = new StringWriter();
            LabCommand.run(new PrintWriter(painted, true), new PrintWriter(painted, true), words);
            out.write(painted.toString().replaceAll("\u001b\\[\\d+m", ""));
        } finally {
            System.clearProperty("s2slab.terminal");
            System.clearProperty("s2slab.columns");
        }
    }

    private void check(String name) {
        GoldenFile.check("scenarios/cli/src/test/resources/terminal/" + name + ".txt", out.toString());
    }
}
