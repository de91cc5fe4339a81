package org.s2slab.report;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.trace.IdGenerator;

/** Scenarios played for tests of reports, as {@code ./lab run} plays them. */
final class Performance {
    private Performance() {}

    /** @param words bundled scenarios by name, and files */
    static RunReport of(Path folder, String... words) {
        return of(folder, new ScenarioLibrary().find(List.of(words)));
    }

    static RunReport of(Path folder, List<Scenario> scenarios) {
        Vertx vertx = Vertx.vertx();
        try {
            LaunchContext launch = new LaunchContext(
                    vertx,
                    new InProcessLauncher(vertx),
                    LaunchContext.sharedKeys(),
                    IdGenerator.seeded(1),
                    Clock.systemUTC());
            ReportRecorder report = new ReportRecorder(true);
            ScenarioRunner runner = new ScenarioRunner(launch, new ScenarioLibrary()::topologyOf, report);
            scenarios.forEach(scenario -> runner.play(scenario, folder.resolve(scenario.name())));
            return new RunReport(report.reports(), Instant.parse("2026-03-01T12:00:00Z"), Duration.ofSeconds(3));
        } finally {
            vertx.close().await();
        }
    }

    /** A file of one's own scenario. */
    static String file(Path folder, String name, String yaml) {
        try {
            return Files.writeString(folder.resolve(name + ".yaml"), yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is written of a run, in every form. */
    static Map<ReportFormat, String> written(RunReport run) {
        Map<ReportFormat, String> written = new EnumMap<>(ReportFormat.class);
        for (ReportFormat format : ReportFormat.values()) {
            StringWriter text = new StringWriter();
            try {
                format.tell(run, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written.put(format, text.toString());
        }
        return written;
    }
}
