package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code lab list}: lists the bundled scenarios and topologies. */
@Command(
        name = "list",
        description = "List the bundled scenarios and topologies with their descriptions.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ScenarioLibrary library = new ScenarioLibrary();
        out.println("Scenarios (./lab run NAME):");
        for (Scenario scenario : library.scenarios()) {
            out.println("  " + scenario.name());
            out.println("      " + scenario.shows());
        }
        out.println();
        out.println("Topologies (./lab up NAME):");
        for (String name : library.topologyNames()) {
            Topology plan = library.topology(name);
            out.println("  " + plan.name());
            out.println("      " + plan.shows());
        }
        out.flush();
        return 0;
    }
}
