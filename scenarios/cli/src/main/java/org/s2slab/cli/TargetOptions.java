package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.node.StartupWarmup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of commands that work on a running deployment, or on a deployment that they start and stop. */
@SuppressWarnings("NullAway.Init")
final class TargetOptions {
    @Mixin
    private DeploymentOption running;

    @Mixin
    private StartOptions start;

    @Option(
            names = "--topology",
            paramLabel = "TOPOLOGY",
            description = "Start this topology (name or file) for this command, and stop it afterwards.")
    private @Nullable String topology;

    /** The deployment to work on. */
    record Target(Vertx vertx, Supplier<List<ManagedNode>> nodes, LabHttpClient client) {}

    /** Refuses a command line that names both a running deployment and a deployment to start. */
    void requireOne(CommandSpec spec) {
        if (running.isGiven() && isNew()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--deployment: selects a running deployment, and --topology and --after start a new one; use only one of them");
        }
    }

    private boolean isNew() {
        return topology != null || start.hasScenario();
    }

    /**
     * Runs work on the deployment. Blocks the calling thread.
     *
     * @param check checks the topology's name before a deployment is started
     */
    <T> T with(CommandSpec spec, Consumer<String> check, Function<Target, T> work) {
        requireOne(spec);
        if (!isNew()) {
            start.requireNone();
            return running.with(spec, (vertx, deployment) -> {
                check.accept(deployment.topology());
                return work.apply(new Target(vertx, deployment::nodes, deployment.client()));
            });
        }
        StartupWarmup.begin();
        DeploymentRequest request = start.opening(new ScenarioLibrary(), topology);
        check.accept(request.plan().name());
        try (TemporaryDeployment deployment = request.start(LabCommand.CLOCK)) {
            return work.apply(new Target(
                    deployment.launch().vertx(),
                    deployment::nodes,
                    deployment.topology().client()));
        }
    }
}
