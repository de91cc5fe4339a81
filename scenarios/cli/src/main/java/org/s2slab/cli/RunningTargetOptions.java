package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.deployment.RunningStepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.PasswordsFile;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ContactListSeeder;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.RunningDeploymentCheck;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.report.ScenarioReport;
import org.s2slab.trace.IdGenerator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code lab run} that play scenarios on a running deployment. */
final class RunningTargetOptions {
    /** Options for deployments that the command starts itself. */
    private static final Set<String> OF_NEW =
            Set.of("--at", "--jobs", "--keep", "--policies", "--processes", "--telemetry");

    @Option(
            names = "--on",
            paramLabel = "NAME|FOLDER|URL",
            description =
                    "Play the scenarios on this running deployment, which keeps what they change: the name of its topology,"
                            + " its data folder or exported folder, or the management address of one of its nodes.")
    private @Nullable String word;

    @Option(
            names = "--skip-after",
            description =
                    "With --on: do not play the steps of the scenarios in the key 'after', because the deployment was started"
                            + " with them (./lab up --after).")
    private boolean skipsEarlier;

    private @Nullable String kept;

    boolean isGiven() {
        return word != null || skipsEarlier;
    }

    /** Refuses options for a deployment that the command starts. */
    void requireAlone(CommandSpec spec) {
        if (word == null) {
            throw new ParameterException(
                    spec.commandLine(), "--skip-after: works only on a running deployment; name it with --on");
        }
        for (String option : OF_NEW) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + ": is an option of deployments that this command starts; leave out " + option
                                + " or --on");
            }
        }
    }

    /** The scenarios with the steps to play. */
    List<Scenario> played(List<Scenario> scenarios) {
        return skipsEarlier ? scenarios.stream().map(Scenario::withoutEarlier).toList() : scenarios;
    }

    /** Plays the scenarios one after another, after a check of all of them. Blocks the calling thread. */
    List<ScenarioReport> play(
            CommandSpec spec,
            List<Scenario> scenarios,
            ScenarioLibrary library,
            IntFunction<RunListener> listeners,
            Supplier<List<ScenarioReport>> reports) {
        return DeploymentOption.with(spec, String.valueOf(word), (vertx, deployment) -> {
            List<RunningStepTarget> targets = scenarios.stream()
                    .map(scenario -> target(library, deployment, scenario))
                    .toList();
            LaunchContext launch = launch(vertx);
            if (deployment.isInContainers()) {
                targets.forEach(target -> new ContactListSeeder(target, launch.ids()).fillEmpty());
            }
            for (int i = 0; i < scenarios.size(); i++) {
                new ScenarioRunner(launch, library::topologyOf, listeners.apply(i))
                        .playOn(targets.get(i), scenarios.get(i));
            }
            kept = deployment.topology() + " in " + deployment.folder();
            return reports.get();
        });
    }

    /** Says that the deployment keeps its changes, after scenarios were played on it. */
    void tellWhatStays(CommandSpec spec) {
        if (kept != null) {
            spec.commandLine()
                    .getOut()
                    .println("The deployment " + kept + " keeps what the steps changed: trust, data and clocks.");
        }
    }

    private static RunningStepTarget target(ScenarioLibrary library, RunningDeployment deployment, Scenario scenario) {
        Topology plan = library.topologyOf(scenario);
        if (!plan.name().equals(deployment.topology())) {
            throw new FileSyntaxException(
                    scenario.source(),
                    "scenario '" + scenario.name() + "' runs on topology '" + plan.name()
                            + "', and the running deployment has '" + deployment.topology() + "'");
        }
        Path passwords = deployment.folder().resolve(OwnPasswords.FILE);
        try {
            RunningStepTarget target = RunningStepTarget.of(
                    deployment,
                    Files.exists(passwords) ? OwnPasswords.given(plan, PasswordsFile.read(passwords)) : plan,
                    LabCommand.CLOCK);
            RunningDeploymentCheck.require(scenario, target);
            return target;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new FileSyntaxException("--on", String.valueOf(e.getMessage()));
        }
    }

    /** The clock, the ids and the event loops of the run. Nothing is started with this context. */
    private static LaunchContext launch(Vertx vertx) {
        return new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                LabCommand.CLOCK);
    }
}
