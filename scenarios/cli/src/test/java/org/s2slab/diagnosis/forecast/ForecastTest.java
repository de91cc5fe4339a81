package org.s2slab.diagnosis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.calendar.PolicyCalendar;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.Switches;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.migration.exporter.DeploymentExporter;
import org.s2slab.migration.importer.DeploymentImport;
import org.s2slab.shell.ManagementShell;

/** What breaks when in an imported hybrid of three products, and that the printed cmdlets mend it. */
class ForecastTest {
    private static final Instant FROM = Instant.parse("2025-09-01T08:00:00Z");
    private static final ForecastRun RUN = new ForecastRun(PolicyCalendar.published());

    /** Of nobody: every node has its own. */
    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void anImportedHybridLearnsWhatBreaksWhenAndItsCmdletsMendIt() {
        try (DatedDeployment copy = DatedDeployment.start(imported(), Clock.systemUTC())) {
            Deployment servers = copy.topology();
            Forecast before = RUN.of(servers);

            assertThat(firstBreak(before, "archiving, lync → exchange-online"))
                    .as("%s", before.breaks())
                    .isEqualTo("2025-10-15");
            assertThat(firstBreak(before, "unified contact store, lync → exchange-online"))
                    .isEqualTo("2025-10-15");
            assertThat(firstBreak(before, "free/busy, exchange → exchange-online"))
                    .isEqualTo("2025-09-16 07:00");
            assertThat(firstBreak(before, "scheduling: appointment, sharepoint → exchange-online"))
                    .isEqualTo("2026-10-01");
            assertThat(firstBreak(before, "free/busy, exchange-online → exchange"))
                    .isEqualTo("never");
            assertThat(before.breaks())
                    .allSatisfy(found -> assertThat(found.cause().sentence()).isNotBlank());

            mend(
                    servers,
                    before,
                    "archiving, lync → exchange-online",
                    "free/busy, exchange → exchange-online",
                    "scheduling: appointment, sharepoint → exchange-online");
            servers.set(null, Instant.parse("2026-10-02T00:00:00Z"));
            Forecast after = RUN.of(servers);

            assertThat(Stream.of("archiving, lync", "free/busy, exchange", "scheduling: appointment, sharepoint"))
                    .allSatisfy(feature -> assertThat(firstBreak(after, feature + " → exchange-online"))
                            .as("%s", after.breaks())
                            .isEqualTo("2027-04-01"));
            assertThat(after.breaks())
                    .filteredOn(found -> after.days().get(found.day()).date().equals("2027-04-01"))
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found.cause().isCurable()).isFalse());
        }
    }

    @Test
    void namesATopologyWithoutAnOnlineNodeAndADateOutsideTheCalendar() {
        ScenarioLibrary library = new ScenarioLibrary();
        DeploymentRequest premises = DeploymentRequest.of(library, "on-premises", "on-premises-trust");
        DeploymentRequest hybrid = DeploymentRequest.of(library, "hybrid", "hybrid-trust");

        assertThatThrownBy(() -> RUN.of(premises, Clock.systemUTC()))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("'on-premises' has no online node");
        assertThatThrownBy(() -> RUN.of(hybrid.at(Instant.parse("2023-01-01T00:00:00Z")), Clock.systemUTC()))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining("--at")
                .hasMessageContaining("2023-01-01")
                .hasMessageContaining("from 2024-11-01 to 2027-12-31");
    }

    @Test
    void followsTheTenantsOwnDate() {
        Instant first = Instant.parse("2026-10-01T00:00:00Z");
        String off = "EwsEnabled without a value means false, tenant by tenant.";

        assertThat(RUN.events(FROM, List.of(), TenantDates.NONE))
                .hasEntrySatisfying(first, event -> assertThat(event.changes()).contains(off));
        var events = RUN.events(FROM, List.of(), TenantDates.of(Map.of("ews-off-by-default", "2026-11-15")));

        assertThat(events)
                .hasEntrySatisfying(first, event -> assertThat(event.changes()).doesNotContain(off))
                .hasEntrySatisfying(
                        Instant.parse("2026-11-15T00:00:00Z"),
                        event -> assertThat(event.changes()).containsExactly(off));
        assertThat(events.values())
                .as("the tenant is older than the changes for new tenants")
                .noneMatch(event -> event.changes().toString().contains("New tenants"));
    }

    /** The copy of an export of the bundled hybrid. */
    private DeploymentRequest imported() {
        Path export = folder.resolve("export");
        try (TemporaryDeployment original = DeploymentRequest.of(new ScenarioLibrary(), "hybrid", "hybrid-trust")
                .at(FROM)
                .start(Clock.systemUTC())) {
            DeploymentExporter.write(DeploymentExporter.of(original.nodes()), export);
        }
        DeploymentImport copy = DeploymentImport.of(export, FROM);
        return DeploymentRequest.of(
                        TopologyParser.read(DeploymentImport.TOPOLOGY_FILE, copy.topology()),
                        ScenarioParser.read(DeploymentImport.TRUST_FILE, copy.trust()))
                .at(FROM.plus(Duration.ofHours(1)));
    }

    private static String firstBreak(Forecast forecast, String title) {
        FeatureForecast feature = feature(forecast, title);
        return feature.firstBreak().isPresent()
                ? forecast.days().get(feature.firstBreak().getAsInt()).date()
                : "never";
    }

    private static FeatureForecast feature(Forecast forecast, String title) {
        return forecast.features().stream()
                .filter(feature -> feature.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(title + " is not among "
                        + forecast.features().stream()
                                .map(FeatureForecast::title)
                                .toList()));
    }

    /** On each day on which one of the features does not work, runs the cmdlets that the doctor prints on that day. */
    private static void mend(Deployment servers, Forecast forecast, String... titles) {
        List<FeatureForecast> features =
                Stream.of(titles).map(title -> feature(forecast, title)).toList();
        for (int i = 0; i < forecast.days().size(); i++) {
            int day = i;
            if (features.stream().anyMatch(feature -> !feature.works(day))) {
                servers.set(null, forecast.days().get(day).at().plusSeconds(60));
                Diagnosis now = Doctor.examine(servers.managed());
                type(
                        servers,
                        features.stream()
                                .flatMap(feature -> now.edge(feature.caller(), feature.resource()).stream())
                                .flatMap(edge -> ForecastCause.of(edge).stream())
                                .flatMap(cause -> cause.cure().stream())
                                .distinct()
                                .toList());
            }
        }
    }

    private static void type(Deployment servers, List<CmdletFix> cures) {
        StringBuilder script = new StringBuilder();
        cures.stream()
                .filter(CmdletFix::isCmdlet)
                .forEach(cure -> script.append("Enter-PSSession ")
                        .append(cure.node())
                        .append('\n')
                        .append(cure.line())
                        .append('\n'));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new ManagementShell(servers::managed, List::of, NO_CLOCK)
                .run(
                        "cures",
                        script.toString(),
                        null,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
        assertThat(code).as("%s%n%s%n%s", script, out, err).isZero();
    }
}
