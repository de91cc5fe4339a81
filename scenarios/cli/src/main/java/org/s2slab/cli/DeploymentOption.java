package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.RunningDeployment;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that selects a running deployment, shared by all commands that need a running deployment. */
final class DeploymentOption {
    @Option(
            names = "--deployment",
            paramLabel = "NAME|FOLDER|URL",
            scope = CommandLine.ScopeType.INHERIT,
            description =
                    "The running deployment: the name of its topology, its data folder, or the management address of one"
                            + " of its nodes (default: the variable S2SLAB_DEPLOYMENT, otherwise the only running deployment).")
    private @Nullable String word;

    /** The selected deployment, empty if the user has selected none. */
    String word() {
        return word == null ? "" : word;
    }

    /** Whether the user has selected a deployment. */
    boolean isGiven() {
        return word != null;
    }

    /**
     * Runs work on the selected deployment. Blocks the calling thread.
     *
     * @throws org.s2slab.engine.deployment.NotRunningException if there is no such deployment
     * @throws org.s2slab.engine.deployment.SeveralRunningException if several deployments match
     */
    <T> T with(CommandSpec spec, BiFunction<Vertx, RunningDeployment, T> work) {
        return with(spec, word(), work);
    }

    /** Runs work that a node or the deployment's process may refuse. A refusal becomes an error of the command line. */
    <T> T control(CommandSpec spec, Function<RunningDeployment, T> work) {
        try {
            return with(spec, (vertx, deployment) -> work.apply(deployment));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Runs work on a deployment that is named in another argument. */
    static <T> T with(CommandSpec spec, String word, BiFunction<Vertx, RunningDeployment, T> work) {
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment = find(vertx, spec, word)) {
            return work.apply(vertx, deployment);
        } finally {
            vertx.close().await();
        }
    }

    /** Finds the deployment, for a command that may not need it. Blocks. */
    RunningDeployment find(Vertx vertx, CommandSpec spec) {
        return find(vertx, spec, word());
    }

    private static RunningDeployment find(Vertx vertx, CommandSpec spec, String word) {
        RunningDeployment found = RunningDeployment.choose(vertx, word);
        spec.commandLine().getErr().println("deployment: " + found.topology() + ", " + found.folder());
        return found;
    }
}
