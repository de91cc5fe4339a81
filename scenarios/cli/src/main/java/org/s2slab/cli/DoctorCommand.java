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

/** The command {@code lab doctor}: examines the trust between all servers, and reports faults with cause and fix. */
@Command(
        name = "doctor",
        description =
                "Check the trust between every pair of servers. Report whether it works, expires soon or is broken, with the"
                        + " cause and the cmdlets that fix it.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "0:no edge that is set up is broken, and no node has a fault",
            "1:an edge is broken, or a node has a fault"
        },
        footer = {
            "",
            "lab doctor",
            "lab doctor https://localhost:45131",
            "lab doctor /tmp/my-lab/online",
            "lab doctor --after key-not-uploaded"
        })
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPOLOGY|URL|FOLDER",
            arity = "0..1",
            description =
                    "TOPOLOGY (name or file) starts a new deployment for the check. URL is the management address of a node"
                            + " of your running deployment. FOLDER is the data folder of any running deployment (default: the"
                            + " only running deployment).")
    private @Nullable String target;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description =
                    "User principal name of the user for whom the servers call each other (default: a user that all servers have).")
    private @Nullable String user;

    @Mixin
    private FormatOption format;

    @Mixin
    private DeploymentOption which;

    @Mixin
    private StartOptions start;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Diagnosis diagnosis = examine();
        PrintWriter out = spec.commandLine().getOut();
        format.print(out, () -> DiagnosisText.lines(diagnosis), diagnosis::toJson);
        return diagnosis.isBroken() ? 1 : 0;
    }

    private Diagnosis examine() {
        if (which.isGiven()) {
            if (target != null || start.hasScenario()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--deployment: selects a running deployment, and a TOPOLOGY or --after starts a new one; use only one of them");
            }
            start.requireNone();
            return which.with(spec, this::examine);
        }
        String requested = target == null ? "" : target;
        if (!start.hasScenario()
                && (requested.isEmpty() || requested.startsWith("https://") || Files.isDirectory(Path.of(requested)))) {
            start.requireNone();
            return DeploymentOption.with(spec, requested, this::examine);
        }
        try (TemporaryDeployment deployment =
                start.opening(new ScenarioLibrary(), requested).start(LabCommand.CLOCK)) {
            return Doctor.examine(deployment.nodes(), user);
        }
    }

    private Diagnosis examine(Vertx vertx, RunningDeployment deployment) {
        return Doctor.examine(deployment.nodes(), user);
    }
}
