package org.s2slab.scenarios.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.doctor.Diagnosis;
import org.s2slab.scenarios.doctor.Doctor;
import org.s2slab.scenarios.report.DiagnosisText;
import org.s2slab.scenarios.run.ScenarioRunner;
import org.s2slab.scenarios.run.Spectator;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.topology.InProcessLauncher;
import org.s2slab.scenarios.topology.NotRunningException;
import org.s2slab.scenarios.topology.RunningDeployment;
import org.s2slab.scenarios.topology.RunningDeployments;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab doctor}: examines every edge of trust, and names for each fault its cause and the lines that mend it. */
@Command(
        name = "doctor",
        description =
                "Examines every edge of trust of a deployment: what holds, what will break and when, what is broken,"
                        + " why, and the lines that mend it. Exit code 1 when an edge that is set up does not hold.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "lab doctor    lab doctor https://localhost:45131    lab doctor /tmp/my-lab/online",
            "lab doctor --after key-not-uploaded    lab doctor online"
        })
final class DoctorCommand implements Callable<Integer> {
    /** How the diagnosis is written. */
    enum Format {
        text,
        json
    }

    @Parameters(
            paramLabel = "TOPOLOGY|URL|FOLDER",
            arity = "0..1",
            description =
                    "A topology that is started for it and taken down again; or the management address of a node of a"
                            + " deployment of yours that runs; or the data folder of any that runs, where its administrator's"
                            + " passwords lie. Without it, the newest of yours.")
    private @Nullable String target;

    @Option(
            names = "--after",
            paramLabel = "SCENARIO",
            description = "The topology is started and this scenario played on it first.")
    private @Nullable String after;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "For whom servers call each other, by user principal name; otherwise somebody whom all know.")
    private @Nullable String user;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; text unless said otherwise.")
    private Format format = Format.text;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnosis diagnosis = examine();
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(diagnosis.toJson().encodePrettily());
        } else {
            DiagnosisText.lines(diagnosis).forEach(out::println);
        }
        out.flush();
        return diagnosis.isBroken() ? 1 : 0;
    }

    private Diagnosis examine() {
        String wanted = target == null ? "" : target;
        if (after == null
                && (wanted.isEmpty() || wanted.startsWith("https://") || Files.isDirectory(Path.of(wanted)))) {
            return examineRunning(wanted);
        }
        return examineFresh(wanted, after);
    }

    /** Starts a deployment for it, plays the scenario where one is named, and takes the deployment down again. */
    private Diagnosis examineFresh(String name, @Nullable String story) {
        Library library = new Library();
        Scenario scenario = story == null ? null : library.find(List.of(story)).get(0);
        TopologyPlan plan = library.topology(name.isEmpty() && scenario != null ? scenario.topology() : name);
        if (scenario != null && !scenario.topology().equals(plan.name())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--after: '" + scenario.name() + "' is played on '" + scenario.topology() + "', not on '"
                            + plan.name() + "'");
        }
        Vertx vertx = Vertx.vertx();
        Workshop workshop =
                new Workshop(vertx, new InProcessLauncher(vertx), Workshop.sharedKeys(), Ids.random(), Lab.CLOCK);
        try (DataFolder folder = DataFolder.of(null, plan.name());
                Topology topology = Topology.start(plan, workshop, folder.path())) {
            if (scenario != null) {
                List<String> problems =
                        new ScenarioRunner(workshop, library::topology, Spectator.NOBODY).playOn(topology, scenario);
                problems.forEach(problem -> spec.commandLine().getErr().println("--after " + story + ": " + problem));
            }
            return Doctor.examine(topology.managed(), user);
        } finally {
            vertx.close().await();
        }
    }

    private Diagnosis examineRunning(String wanted) {
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment = running(vertx, wanted)) {
            return Doctor.examine(deployment.nodes(), user);
        } finally {
            vertx.close().await();
        }
    }

    private static RunningDeployment running(Vertx vertx, String wanted) {
        if (wanted.isEmpty()) {
            return RunningDeployment.find(vertx);
        }
        return wanted.startsWith("https://")
                ? serving(vertx, URI.create(wanted))
                : RunningDeployment.of(vertx, Path.of(wanted));
    }

    /** The deployment of this person's of which one node is managed at an address; its folder has the credentials. */
    private static RunningDeployment serving(Vertx vertx, URI address) {
        List<Path> folders = RunningDeployments.ofUser().folders();
        for (Path folder : folders) {
            RunningDeployment deployment = RunningDeployment.of(vertx, folder);
            if (deployment.nodes().stream()
                    .anyMatch(node -> node.address().up() && node.address().managementPort() == address.getPort())) {
                return deployment;
            }
            deployment.close();
        }
        throw new NotRunningException("no deployment of yours has a node that is managed at " + address
                + ". The doctor asks as the administrator, whose passwords lie in the deployment's data folder. Name"
                + " that, if you may read it: ./lab doctor FOLDER, the one that ./lab up shows behind data");
    }
}
