package org.s2slab.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.HealthProbe;
import org.s2slab.engine.deployment.HealthProbe.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab health}: shows whether the nodes of a running deployment can do their work. */
@Command(
        name = "health",
        description =
                "Show whether the nodes of a running deployment (./lab up) are ready: the database answers, and a token that"
                        + " the node's own key signs passes its own checks.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:all nodes are ready", "1:a node is not ready"})
@SuppressWarnings("NullAway.Init")
final class HealthCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NODE", arity = "0..1", description = "Show only this node (default: all nodes).")
    private @Nullable String node;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return show(which.word(), node, out, err);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Runs the command without the classes of the command line, whose loading takes longer than the rest. Returns no exit
     * code for a call with other options, and for each failure. Then the command line runs the command.
     */
    static OptionalInt quick(PrintWriter out, PrintWriter err, String... arguments) {
        List<String> rest = new ArrayList<>(List.of(arguments));
        String word = "";
        int option = rest.indexOf("--deployment");
        if (option > 0 && option + 1 < rest.size()) {
            word = rest.remove(option + 1);
            rest.remove(option);
        }
        if (rest.isEmpty() || !rest.get(0).equals("health") || rest.size() > 2 || !isNode(rest.get(rest.size() - 1))) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(show(word, rest.size() == 2 ? rest.get(1) : null, out, err));
        } catch (RuntimeException e) {
            return OptionalInt.empty();
        }
    }

    private static boolean isNode(String argument) {
        return !argument.startsWith("-") && !argument.startsWith("@");
    }

    private static int show(String word, @Nullable String node, PrintWriter out, PrintWriter err) {
        List<State> states = HealthProbe.states(
                word, node, (topology, folder) -> err.println("deployment: " + topology + ", " + folder));
        states.forEach(state -> out.printf("%-12s %s%n", state.node(), state.text()));
        return states.stream().allMatch(State::isReady) ? 0 : 1;
    }
}
