package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.Switches;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.testing.TestClock;

/** Whoever reads of a run in which a node did as the product does is warned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningTest {
    private static final String WARNING = ProductBehavior.PUBLISHED_KEYS.warning("exchange");

    private RunReport run;
    private Map<ReportFormat, String> written;

    @BeforeAll
    void play(@TempDir Path folder) {
        run = Performance.of(folder, "partner-key-replaced-and-taken", "lync-alone");
        written = Performance.written(run);
    }

    @Test
    void isReadFromTheNodesThatRan() {
        assertThat(run.results().get(0).warnings()).containsExactly(WARNING);
        assertThat(run.results().get(1).warnings()).isEmpty();
    }

    @Test
    void standsInEveryFormOfAReport() {
        for (ReportFormat format : ReportFormat.values()) {
            String text = Objects.requireNonNull(written.get(format))
                    .replace("&#39;", "'")
                    .replace("\\\\", "\\");
            assertThat(text).as(format.name()).contains("exchange runs as the product does", "published");
        }
        assertThat(written.get(ReportFormat.HTML)).containsOnlyOnce("<p class=\"warning\" role=\"note\">");
        assertThat(written.get(ReportFormat.JUNIT)).containsOnlyOnce("<property name=\"warning\"");
    }

    @Test
    void isSaidByTheDoctor() {
        Diagnosis trust = trust(0);
        assertThat(trust.warnings()).containsExactly(WARNING);
        assertThat(trust.toJson().getJsonArray("warnings")).containsExactly(WARNING);
        assertThat(DiagnosisText.lines(trust)).contains("warning: " + WARNING);
        assertThat(trust.codes()).isEmpty();
        assertThat(trust(1).warnings()).isEmpty();
    }

    private Diagnosis trust(int scenario) {
        return Objects.requireNonNull(run.scenarios().get(scenario).trust());
    }

    @Test
    void isSaidAtTheTerminalAlsoWhereLittleIsSaid() {
        StringWriter out = new StringWriter();
        List<Scenario> scenarios =
                run.results().stream().map(ScenarioResult::scenario).toList();
        TerminalRunPrinter report = new TerminalRunPrinter(
                new PrintWriter(out),
                TerminalScreen.pipe(new TerminalStyle(Switches.of(TerminalAbility.SIGNS))),
                TerminalDetail.FAILURES,
                scenarios,
                new TestClock());
        for (int i = 0; i < scenarios.size(); i++) {
            RunListener listener = report.listener(i, false);
            ScenarioResult result = run.results().get(i);
            listener.begins(result.scenario(), result.plan(), result.secrets());
            listener.ends(result);
        }
        report.sum(Duration.ZERO);
        assertThat(out.toString()).containsOnlyOnce("warning: partner-key-replaced-and-taken: " + WARNING);
    }
}
