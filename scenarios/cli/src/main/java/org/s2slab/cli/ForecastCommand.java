package org.s2slab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.diagnosis.forecast.Forecast;
import org.s2slab.diagnosis.forecast.Forecaster;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.node.StartupWarmup;
import org.s2slab.report.ForecastPage;
import org.s2slab.report.ForecastText;
import org.s2slab.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab forecast}: plays the features of a deployment at each date of the policy calendar. */
@Command(
        name = "forecast",
        description =
                "Show which features stop working on which date. Start a new deployment with dated policies, move its clocks to"
                        + " each date of the calendar (docs/generated/calendar.md) and of its certificates, and use each"
                        + " feature there. Name the cause of a break and the cmdlets that mend it.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:every feature that is set up works on every date", "1:a feature breaks"},
        footer = {
            "",
            "lab forecast hybrid --at 2025-08-01",
            "lab forecast copy/topology.yaml --after copy/trust.yaml --report forecast.html"
        })
@SuppressWarnings("NullAway.Init")
final class ForecastCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPOLOGY",
            arity = "0..1",
            description =
                    "Name or file of a topology with an online node (default: the topology of --after). Without --after, the"
                            + " scenario TOPOLOGY-trust runs first. It is bundled, or in a file beside the topology.")
    private @Nullable String name;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Also write the forecast to this file: .html for people, .json for programs. Can be repeated.")
    private @Nullable List<Path> reports;

    @Mixin
    private FormatOption format;

    @Mixin
    private StartOptions start;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartupWarmup.begin();
        DeploymentRequest opening = opening(new ScenarioLibrary());
        Forecaster.requireOnline(opening.plan());
        Map<Path, ReportFormat> files = ReportOptions.pages(reports);
        Forecaster run = new Forecaster(ServiceChangeCalendar.published());
        Forecast forecast = RunLog.during(ReportOptions.log(null), () -> run.of(opening, LabCommand.CLOCK));
        files.forEach((file, form) -> ForecastPage.write(forecast, file, form));
        PrintWriter out = spec.commandLine().getOut();
        format.print(out, () -> ForecastText.lines(forecast), forecast::toJson);
        if (format.isText()) {
            files.keySet().forEach(file -> out.println("Written: " + file));
            out.flush();
        }
        return forecast.isBroken() ? 1 : 0;
    }

    private DeploymentRequest opening(ScenarioLibrary library) {
        if (start.hasScenario() || name == null) {
            return start.opening(library, name);
        }
        library.topology(name);
        DeploymentRequest opening;
        try {
            opening = DeploymentRequest.of(library, name, ScenarioLibrary.trustOf(name));
        } catch (FileSyntaxException e) {
            throw new FileSyntaxException(
                    "--after",
                    "the forecast of '" + name + "' needs a scenario that sets up its trust; name one with --after ("
                            + e.problem() + ")");
        }
        return start.timed(opening);
    }
}
