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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.Switches;
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
    private static final Forecaster RUN = new Forecaster(ServiceChangeCalendar.published());

    private static final String ARCHIVING = "archiving, lync → exchange-online";
    private static final String CONTACTS = "unified contact store, lync → exchange-online";
    private static final String FREE_BUSY = "free/busy, exchange → exchange-online";
    private static final String MAIL_TIPS = "MailTips, exchange → exchange-online";
    private static final String PHOTOS = "photos, exchange → exchange-online";
    private static final String APPOINTMENT = "scheduling: appointment, sharepoint → exchange-online";
    private static final String SEARCH = "eDiscovery search, sharepoint → exchange-online";

    private static final String NO_MEETINGS = """
            steps:
              - do: No meeting is left in the mailbox on-premises
                as-user: anna@contoso.com
                call: exchange GET /owa/meetings
                expect: {body: {meetings: {$count: 0}}}
              - do: Nor online
                as-user: anna@contoso.com
                call: exchange-online GET /owa/meetings
                expect: {body: {meetings: {$count: 0}}}
            """;

    /** Of nobody: every node has its own. */
    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void eachFeatureOfAnImportedHybridBreaksOnItsDateAndThePrintedCmdletsMendItUpToTheNextOne() {
        try (DatedDeployment copy = DatedDeployment.start(imported(), Clock.systemUTC())) {
            type(copy, List.of(new CmdletFix("lync", "Set-CsUserServicesPolicy -Identity Global -UcsAllowed $false")));
            Forecast forbidden = until(copy, "2025-09-02");
            assertThat(feature(forbidden, CONTACTS).on(0)).isEqualTo(FeatureForecast.State.UNPLAYED);
            assertThat(feature(forbidden, CONTACTS).unplayed()).contains("contactStore: expected 'exchange'");
            assertThat(feature(forbidden, ARCHIVING).works(0)).isTrue();
            type(copy, List.of(new CmdletFix("lync", "Set-CsUserServicesPolicy -Identity Global -UcsAllowed $true")));

            Forecast september = until(copy, "2025-09-17");
            assertThat(firstBreaks(september))
                    .containsOnly(
                            Map.entry(FREE_BUSY, "2025-09-16 07:00"),
                            Map.entry(MAIL_TIPS, "2025-09-16 07:00"),
                            Map.entry(PHOTOS, "2025-09-16 07:00"));
            type(copy, printed(september));

            Forecast october = until(copy, "2025-10-16");
            assertThat(firstBreaks(october))
                    .containsOnly(Map.entry(ARCHIVING, "2025-10-15"), Map.entry(CONTACTS, "2025-10-15"));
            assertThat(ScenarioParser.list("test", NO_MEETINGS, "steps"))
                    .allSatisfy(step -> assertThat(
                                    copy.session().play(step).result().problems())
                            .isEmpty());
            type(copy, printed(october));

            Forecast year = until(copy, "2026-10-02");
            assertThat(firstBreaks(year))
                    .containsOnly(
                            Map.entry(ARCHIVING, "2026-10-01"),
                            Map.entry(CONTACTS, "2026-10-01"),
                            Map.entry(FREE_BUSY, "2026-10-01"),
                            Map.entry(MAIL_TIPS, "2026-10-01"),
                            Map.entry(PHOTOS, "2026-10-01"),
                            Map.entry(APPOINTMENT, "2026-10-01"),
                            Map.entry(SEARCH, "2026-10-01"));
            type(copy, printed(year));

            Forecast last = RUN.of(copy);
            assertThat(firstBreaks(last))
                    .containsOnlyKeys(ARCHIVING, CONTACTS, FREE_BUSY, MAIL_TIPS, PHOTOS, APPOINTMENT, SEARCH)
                    .allSatisfy((feature, day) -> assertThat(day).isEqualTo("2027-04-01"));
            assertThat(last.breaks())
                    .filteredOn(found -> !found.cause().isCurable())
                    .isNotEmpty();
            type(copy, printed(last));

            assertThat(firstBreaks(RUN.of(copy)))
                    .as("Microsoft Graph in place of EWS")
                    .containsOnlyKeys(ARCHIVING, CONTACTS, APPOINTMENT, SEARCH);
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

    /** The forecast for the dates before a day. */
    private static Forecast until(DatedDeployment copy, String day) {
        return RUN.of(copy, Instant.parse(day + "T00:00:00Z"));
    }

    /** The first date on which each feature does not work. The lab can play all features. */
    private static Map<String, String> firstBreaks(Forecast forecast) {
        assertThat(forecast.features())
                .filteredOn(feature -> feature.unplayed() != null)
                .isEmpty();
        Map<String, String> found = new TreeMap<>();
        forecast.features()
                .forEach(feature -> feature.firstBreak()
                        .ifPresent(day -> found.put(
                                feature.title(), forecast.days().get(day).date())));
        return found;
    }

    /** The cmdlets that the forecast prints, each once. */
    private static List<CmdletFix> printed(Forecast forecast) {
        return forecast.breaks().stream()
                .flatMap(found -> found.cause().cure().stream())
                .distinct()
                .toList();
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

    private static void type(DatedDeployment copy, List<CmdletFix> cures) {
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
        int code = new ManagementShell(copy.topology()::managed, List::of, NO_CLOCK)
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
