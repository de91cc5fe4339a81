package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioGroup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalScreen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab list}: lists the groups of bundled scenarios, the scenarios of a group, or the topologies. */
@Command(
        name = "list",
        description = "List the groups of scenarios, the scenarios of a group, or the topologies.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    /** Widths of a group's id, of its title, and of the number of its scenarios, in columns. */
    private static final int ID = 12;

    private static final int TITLE = 32;
    private static final int COUNT = 4;

    /** Minimum width of a list of scenario names, in columns. */
    private static final int NAMES = 20;

    @Parameters(
            paramLabel = "GROUP|NAME|topologies",
            arity = "0..*",
            description = "Groups or scenarios to list, or the word topologies (default: all groups).")
    private @Nullable List<String> words;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FormatOption format;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final ScenarioLibrary library = new ScenarioLibrary();
    private final TerminalScreen screen = LabCommand.screen(false);

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!format.isText()) {
            format.print(out, List::of, () -> LibraryJson.of(library, words));
        } else if (words == null) {
            groups(out);
        } else {
            words.forEach(word -> {
                if (word.equals(LibraryJson.TOPOLOGIES)) {
                    topologies(out);
                } else {
                    scenarios(word, out);
                }
            });
        }
        out.flush();
        return 0;
    }

    private void groups(PrintWriter out) {
        List<ScenarioGroup> groups = ScenarioGroup.all();
        String example = groups.get(0).id();
        screen.wrapped(
                        "",
                        0,
                        TerminalScreen.count(library.scenarioNames().size(), "scenario") + " in "
                                + TerminalScreen.count(groups.size(), "group") + ". ./lab list " + example
                                + " lists a group. ./lab run " + example + " runs a group, ./lab run NAME a scenario.")
                .forEach(out::println);
        out.println();
        groups.forEach(group -> out.println(line(group)));
        out.println();
        screen.wrapped(
                        "",
                        0,
                        TerminalScreen.count(library.topologyNames().size(), "deployment")
                                + " to start with ./lab up NAME: ./lab list " + LibraryJson.TOPOLOGIES)
                .forEach(out::println);
    }

    private String line(ScenarioGroup group) {
        int left = screen.columns() - ID - COUNT;
        String id = screen.style().strong(screen.cell(group.id(), ID));
        String count = "%4d".formatted(group.scenarios().size());
        if (left < TITLE + 2 + NAMES) {
            return id + screen.cell(group.title(), Math.min(left, TITLE)) + count;
        }
        String names = String.join(", ", group.scenarios());
        return id
                + screen.cell(group.title(), TITLE)
                + count
                + screen.style().dim("  " + screen.fitting(names, left - TITLE - 2));
    }

    /** Prints the scenarios of a group, or the scenarios whose names match. */
    private void scenarios(String word, PrintWriter out) {
        ScenarioGroup.named(word).ifPresent(group -> {
            out.println(screen.style().strong(group.title()));
            screen.wrapped("", 0, group.shows()).forEach(out::println);
        });
        for (Scenario scenario : library.find(List.of(word))) {
            entry(scenario.name(), scenario.topology(), scenario.shows(), out);
        }
    }

    private void topologies(PrintWriter out) {
        for (String name : library.topologyNames()) {
            Topology plan = library.topology(name);
            entry(name, String.join(", ", plan.nodes().keySet()), plan.shows(), out);
        }
    }

    private void entry(String name, String where, String shows, PrintWriter out) {
        out.println();
        out.println("  " + screen.style().strong(name) + "  " + screen.style().dim(where));
        screen.wrapped("      ", 6, shows).forEach(out::println);
    }
}
