package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.s2slab.engine.run.ScenarioLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab check}: validates scenario, topology and lesson files without starting anything. */
@Command(
        name = "check",
        description =
                "Check scenarios, topologies and lessons without starting a node. The check finds wrong keys, values and"
                        + " expectations, and every unknown node, person, rule, counter, cmdlet and parameter.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:no problem was found"})
@SuppressWarnings("NullAway.Init")
final class CheckCommand implements Callable<Integer> {
    private static final int WRONG = 2;

    @Parameters(
            paramLabel = "NAME|GLOB|FILE",
            description = "Scenarios, topologies and lessons to check (default: all bundled ones).")
    private List<String> words;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ScenarioFilesCheck check = new ScenarioFilesCheck(new ScenarioLibrary());
        check.all(words == null ? List.of() : words);
        List<String> problems = check.problems().lines();
        if (problems.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            check.notes().forEach(note -> out.println("note: " + note));
            out.println("scenarios: " + check.scenarios().size() + ", topologies: " + check.topologies() + ", lessons: "
                    + check.lessons() + ", no problem found");
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(err::println);
        err.println(
                "problems: " + problems.size() + ", files: " + check.problems().files());
        return WRONG;
    }
}
