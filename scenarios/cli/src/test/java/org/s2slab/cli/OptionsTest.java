package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The options of all commands: what means the same is declared in one place. */
class OptionsTest {
    /** Names that mean different things in different commands, for example uses per second and bytes per second. */
    private static final Set<String> HOMONYMS = Set.of(
            "--after",
            "--format",
            "--from",
            "--node",
            "--port",
            "--rate",
            "--report",
            "--topology",
            "--user",
            "--wire");

    @Test
    void declaresAnOptionOfSeveralCommandsOnce() {
        PrintWriter nobody = new PrintWriter(new StringWriter());
        Map<String, Set<String>> places = new TreeMap<>();
        collect(LabCommand.commandLine(nobody, nobody, nobody), places);

        assertThat(places).containsKeys("--at", "--keep");
        places.remove("--help");
        places.values().removeIf(fields -> fields.size() == 1);
        assertThat(places.keySet()).as("declared twice: %s", places).containsExactlyInAnyOrderElementsOf(HOMONYMS);
    }

    private static void collect(CommandLine command, Map<String, Set<String>> places) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            places.computeIfAbsent(option.longestName(), absent -> new TreeSet<>())
                    .add(String.valueOf(option.userObject()));
        }
        command.getSubcommands().values().forEach(nested -> collect(nested, places));
    }
}
