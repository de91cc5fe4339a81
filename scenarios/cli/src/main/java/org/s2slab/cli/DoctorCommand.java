package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.report.DiagnosisText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab doctor}: examines every trust edge; reports each fault with its cause and its fix. */
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
    /** The output format of the diagnosis. */
    enum Format {
        text,
        json
    }

    @Parameters(
            paramLabel = "TOPOLOGY|URL|FOLDER",
            arity = "0..1",
            description =
                    "A topology, by name or file, that is started for it and taken down again; or the management address of a node of a"
                            + " deployment of yours that runs; or the data folder of any that runs, where its administrator's"
                            + " passwords lie. Without it, the only one that runs.")
    private @Nullable String target;

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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DeploymentOption which;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StartOptions start;

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
        if (which.isGiven()) {
            if (target != null || start.hasScenario()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--deployment: a deployment that runs is examined, or one that is started; name one of them");
            }
            start.requireNone();
            return examineRunning(null);
        }
        String wanted = target == null ? "" : target;
        if (!start.hasScenario()
                && (wanted.isEmpty() || wanted.startsWith("https://") || Files.isDirectory(Path.of(wanted)))) {
            start.requireNone();
            return examineRunning(wanted);
        }
        try (TemporaryDeployment deployment =
                start.opening(new ScenarioLibrary(), wanted).start(LabCommand.CLOCK)) {
            return Doctor.examine(deployment.nodes(), user);
        }
    }

    private Diagnosis examineRunning(@Nullable String wanted) {
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment =
                wanted == null ? which.find(vertx, spec) : DeploymentOption.find(vertx, spec, wanted)) {
            return Doctor.examine(deployment.nodes(), user);
        } finally {
            vertx.close().await();
        }
    }
}
