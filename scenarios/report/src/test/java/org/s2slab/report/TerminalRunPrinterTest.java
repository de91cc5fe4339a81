package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.engine.text.TerminalWriter;
import org.s2slab.testing.GoldenFile;
import org.s2slab.testing.TestClock;

/** What a run prints, on terminals of two widths and into a pipe; the scenarios are played once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalRunPrinterTest {
    private static final String FAILING = """
            scenario: mine
            shows: Lync's partner application is disabled, and nobody enables it again.
            topology: on-premises
            after: on-premises-trust
            steps:
              - do: Anna signs in
                sign-in: anna@contoso.com
              - do: The administrator looks up Lync
                on: exchange
                run: Get-PartnerApplication
                with: {Identity: "LyncEnterprise*"}
                as: partner
              - do: The administrator disables Lync
                on: exchange
                run: Set-PartnerApplication
                with: {Identity: "${partner.Name}", Enabled: false}
              - do: Anna reads her list
                as-user: anna@contoso.com
                call: lync GET /users/me/contacts
                expect: {body: {cached: false}}
              - do: This step is not played
                sign-in: anna@contoso.com
            """;

    private static final String SECRET = """
            scenario: secret
            shows: A password is a parameter of a cmdlet.
            topology: on-premises
            steps:
              - do: Anna is told a wrong password
                as-user: anna@contoso.com
                password: not-hers
                call: lync GET /users/me/contacts
                expect: {status: 200}
            """;

    private static final List<Integer> PASSED = List.of(0, 1, 2);
    private static final int FAILED = 3;
    private static final int TOLD = 2;

    private List<ScenarioResult> results = List.of();

    @BeforeAll
    void play(@TempDir Path folder) {
        ScenarioLibrary library = new ScenarioLibrary();
        List<Scenario> scenarios = new ArrayList<>(
                library.find(List.of("oauth-cannot-be-removed", "trust-level-user", "partner-disabled")));
        scenarios.add(library.whole(ScenarioParser.read("mine.yaml", FAILING)));
        scenarios.add(ScenarioParser.read("secret.yaml", SECRET));
        results = Performance.of(folder, scenarios).results();
    }

    private static TerminalScreen terminal(int columns) {
        return new TerminalScreen(new TerminalStyle(Switches.of(TerminalAbility.SIGNS)), columns, true);
    }

    private static TerminalScreen pipe() {
        return TerminalScreen.pipe(new TerminalStyle(Switches.of(TerminalAbility.SIGNS)));
    }

    /** What is printed of these of the scenarios, one after the other. */
    private String printed(TerminalScreen screen, TerminalDetail detail, Integer... played) {
        return printed(screen, detail, List.of(played), List.of(played));
    }

    /** The same when they end in another order. */
    private String printed(TerminalScreen screen, TerminalDetail detail, List<Integer> played, List<Integer> ending) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(new TerminalWriter(out), true);
        List<Scenario> scenarios =
                played.stream().map(index -> results.get(index).scenario()).toList();
        TerminalRunPrinter report = new TerminalRunPrinter(writer, screen, detail, scenarios, new TestClock());
        report.begin(1);
        List<RunListener> listeners = IntStream.range(0, played.size())
                .mapToObj(index -> report.listener(index, false))
                .toList();
        ending.forEach(index -> {
            RunListener listener = listeners.get(played.indexOf(index));
            ScenarioResult result = results.get(index);
            listener.begins(result.scenario(), result.plan(), result.secrets());
            result.steps().forEach(listener::played);
            listener.ends(result);
        });
        report.sum(Duration.ofMillis(2300));
        report.next(Map.of(Path.of("report.html"), ReportFormat.HTML), Path.of("run.log"));
        return steady(out.toString());
    }

    /** Without what differs from run to run; a line that was rewritten begins with a tilde. */
    private static String steady(String text) {
        StringBuilder lines = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("\u001b\\[1G\u001b\\[2K", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i < parts.length - 1 && !parts[i].isEmpty()) {
                    lines.append("~ ").append(parts[i]).append('\n');
                }
            }
            lines.append(parts[parts.length - 1]).append('\n');
        }
        lines.setLength(lines.length() - 1);
        return lines.toString()
                .replaceAll("(?<!in) +\\d+\\.\\d s", "   # s")
                .replaceAll("\\b[0-9a-f]{32}\\b", "0".repeat(32))
                .replaceAll("LyncEnterprise-[0-9a-f]{8}…", "LyncEnterprise-00000000…")
                .replaceAll("\\b[0-9A-F]{40}\\b", "0".repeat(40))
                .replaceAll("\\b[0-9A-F]{4}…[0-9A-F]{4}\\b", "0000…0000");
    }

    private static void check(String name, String text) {
        GoldenFile.check("scenarios/report/src/test/resources/terminal/" + name + ".txt", text);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void printsALineForEachGroupAndRewritesTheLastOne(int columns) {
        String text = printed(terminal(columns), TerminalDetail.GROUPS, 0, 1, 2);
        assertThat(text.lines()).allMatch(line -> line.replaceFirst("^~ ", "").length() <= columns);
        check("groups-" + columns, text);
    }

    @Test
    void printsALineForEachGroupAndNothingElseIntoAPipe() {
        String text = printed(pipe(), TerminalDetail.GROUPS, 0, 1, 2);
        assertThat(text).doesNotContain("~", "\u001b");
        check("groups-pipe", text);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void printsALineForEachScenario(int columns) {
        String text = printed(terminal(columns), TerminalDetail.SCENARIOS, 0, 1, 2);
        assertThat(text.lines()).allMatch(line -> line.replaceFirst("^~ ", "").length() <= columns);
        check("scenarios-" + columns, text);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void printsWhatFailedInFullAlsoWithoutDetail(int columns) {
        check("failed-" + columns, printed(terminal(columns), TerminalDetail.GROUPS, 0, FAILED));
        assertThat(printed(pipe(), TerminalDetail.FAILURES, 0, FAILED))
                .contains("mine.yaml:17: Anna reads her list", "body.cached: expected 'false', found 'true'")
                .contains("exchange refuses lync", "by rule I4: ", "./lab explain I4");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100})
    void tellsOneScenarioWithItsStepsAndFoldsHopsThatRepeat(int columns) {
        check("one-" + columns, printed(terminal(columns), TerminalDetail.STEPS, TOLD));
        assertThat(printed(pipe(), TerminalDetail.HOPS, TOLD))
                .doesNotContain("more time")
                .contains("\n  1 ✓ ")
                .contains("\n 11 ✓ ");
    }

    @Test
    void tellsAFailedScenarioOnce() {
        String text = printed(terminal(100), TerminalDetail.STEPS, FAILED);
        assertThat(text).containsOnlyOnce("body.cached: expected 'false', found 'true'");
        check("one-failed-100", text);
    }

    @Test
    void writesNoSignThatTheCharacterSetLacks() {
        TerminalScreen ascii = new TerminalScreen(new TerminalStyle(Switches.of()), 80, true);
        for (TerminalDetail detail : TerminalDetail.values()) {
            assertThat(printed(ascii, detail, 0, 1, 2, FAILED)).matches("[\\n -~]*");
        }
    }

    @Test
    void printsScenariosInOrderHoweverTheyEnd() {
        for (TerminalDetail detail : TerminalDetail.values()) {
            assertThat(withoutRewritten(printed(terminal(100), detail, PASSED, List.of(2, 0, 1))))
                    .as("%s", detail)
                    .isEqualTo(withoutRewritten(printed(terminal(100), detail, PASSED, PASSED)));
        }
    }

    private static String withoutRewritten(String text) {
        return text.replaceAll("(?m)^~ .*\n", "");
    }

    @Test
    void printsNoSecret() {
        String text = printed(pipe(), TerminalDetail.STEPS, 4);
        assertThat(text).contains("expected 200").doesNotContain("not-hers", "Passw0rd!");
    }

    @Test
    void estimatesTheTimeLeftByTheStepsThatWerePlayed() {
        TestClock clock = new TestClock();
        Scenario scenario = results.get(TOLD).scenario();
        RemainingTime time = new RemainingTime(clock, List.of(scenario, scenario, scenario));
        assertThat(time.words()).isEmpty();
        clock.advance(Duration.ofSeconds(20));
        assertThat(time.words()).isEmpty();
        time.ended(0);
        assertThat(time.left()).contains(Duration.ofSeconds(40));
        assertThat(time.words()).isEqualTo("about 40 s left");
        scenario.steps().forEach(step -> time.played(1));
        assertThat(time.left().orElseThrow()).isLessThan(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(580));
        assertThat(time.words()).endsWith(" min left");
    }
}
