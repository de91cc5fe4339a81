package org.s2slab.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;

/**
 * Every hop that a node journals is shown with the step that caused it, also where it happens later; a promise covers
 * those too.
 */
class HopAccountingTest {
    /** Begins each scenario of these tests: Bert's transcripts go to Exchange. */
    private static final String ARCHIVING = """
            shows: It.
            topology: on-premises
            after: on-premises-trust
            steps:
              - do: Archiving is turned on
                on: lync
                run: Set-CsArchivingConfiguration
                with: {EnableArchiving: ImOnly, EnableExchangeArchiving: true}
              - do: Bert's transcripts go to his mailbox
                on: lync
                run: Set-CsUser
                with: {Identity: bert@contoso.com, ExchangeArchivingPolicy: ArchivingToExchange}
            """;

    private static final String NEVER = "exchange accepts lync for bert@contoso.com";
    private static final String TALK = "Anna and Bert talk";

    private final Vertx vertx = Vertx.vertx();
    private final ScenarioLibrary library = new ScenarioLibrary();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private record Account(ScenarioResult result, long journalled) {
        List<ObservedHop> of(String title) {
            return result.steps().stream()
                    .filter(step -> step.step().title().equals(title))
                    .flatMap(step -> step.hops().stream())
                    .toList();
        }
    }

    /** Plays a scenario and counts in the nodes themselves what they journal meanwhile. */
    private Account play(Scenario scenario) {
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        List<StepResult> steps = new ArrayList<>();
        try (Deployment topology = DeploymentSetup.start(library.topologyOf(scenario), null, launch, folder)) {
            ScenarioSession session = new ScenarioSession(topology, launch);
            long before = journalled(topology);
            for (Step step : scenario.steps()) {
                steps.add(session.play(step).result());
            }
            ScenarioResult result = new ScenarioResult(
                    scenario,
                    topology.plan(),
                    Instant.EPOCH,
                    steps,
                    List.of(),
                    List.of(),
                    Duration.ZERO,
                    List.of(),
                    SecretCollector.of(topology.plan(), scenario.steps()));
            return new Account(result, journalled(topology) - before);
        }
    }

    private static long journalled(Deployment topology) {
        return topology.managed().stream()
                .mapToLong(HopAccountingTest::journalled)
                .sum();
    }

    private static long journalled(ManagedNode node) {
        JsonObject journal = node.journal(0).await();
        return journal.getJsonArray("hops").size() + journal.getLong("lost");
    }

    private Scenario archiving(String steps) {
        String file = Performance.file(folder, "own", "scenario: own\n" + ARCHIVING + steps.indent(2));
        return library.find(List.of(file)).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-premises-exchange-archiving", "link-cut-while-archiving", "meeting-reset-midway"})
    void showsAsManyHopsAsAreJournalled(String name) {
        Account account = play(library.one(name));
        assertThat(account.result().allProblems()).isEmpty();
        int hops = account.result().hops().size();
        assertThat(hops).isEqualTo((int) account.journalled());

        RunReport run =
                new RunReport(List.of(new ScenarioReport(account.result(), null)), Instant.EPOCH, Duration.ZERO);
        Map<ReportFormat, String> written = Performance.written(run);
        assertThat(count("<details class=\"hop ", requireNonNull(written.get(ReportFormat.HTML))))
                .isEqualTo(hops);
        assertThat(count("(?m)^    P\\d+-(-?>>|x)P\\d+: ", requireNonNull(written.get(ReportFormat.MERMAID))))
                .isEqualTo(hops);
        assertThat(inJson(requireNonNull(written.get(ReportFormat.JSON)))).isEqualTo(hops);
        assertThat(inOutput(requireNonNull(written.get(ReportFormat.JUNIT)))).isEqualTo(hops);
        assertThat(inTerminal(account.result())).isEqualTo(hops);
    }

    @Test
    void aPromiseCoversWhatIsDeliveredLater() {
        Account account = play(archiving("""
                - do: %s
                  talk: {from: anna@contoso.com, to: bert@contoso.com, say: Hello}
                  never: %s
                """.formatted(TALK, NEVER)));
        assertThat(account.result().allProblems())
                .singleElement()
                .asString()
                .endsWith("never: '" + NEVER + "' happened");
        assertThat(account.of(TALK))
                .filteredOn(hop -> hop.sentence().toString().equals(NEVER))
                .isNotEmpty()
                .allSatisfy(hop -> assertThat(hop.origin().mark()).isEqualTo("later"));
    }

    @Test
    void aPromiseCoversWhatRestedFirstAndTheStepIsNamed() {
        Account account = play(archiving("""
                - do: The link is cut
                  cut: {from: lync, to: exchange}
                - do: %s
                  talk: {from: anna@contoso.com, to: bert@contoso.com, say: Hello}
                  never: %s
                - do: The link is healed
                  heal: {}
                - do: Time passes
                  clock: {advance: PT1M}
                """.formatted(TALK, NEVER)));
        assertThat(account.result().allProblems())
                .singleElement()
                .asString()
                .contains("Time passes: never: '" + NEVER + "' happened later, because of '" + TALK + "' (");
        assertThat(account.of("Time passes"))
                .filteredOn(hop -> hop.sentence().toString().equals(NEVER))
                .isNotEmpty()
                .allSatisfy(hop -> assertThat(hop.origin().mark()).isEqualTo("later, because of '" + TALK + "'"));
        assertThat(account.result().hops()).hasSize((int) account.journalled());
    }

    @Test
    void earlierTriesOfAStepAreShownAsThat() {
        Account account = play(archiving("""
                - do: Anna and Bert begin to talk
                  as-user: anna@contoso.com
                  call: lync POST /users/me/conversations
                  body: {to: ["sip:bert@contoso.com"], message: Hello}
                  expect: {status: 201}
                  as: talk
                - do: Who ends it a second time is told so
                  as-user: anna@contoso.com
                  call: "lync POST /users/me/conversations/${talk.body.id}/end"
                  within: PT5M
                  expect: {error: conversation}
                """));
        assertThat(account.result().allProblems()).isEmpty();
        assertThat(account.result().hops()).hasSize((int) account.journalled());
        List<ObservedHop> hops = account.of("Who ends it a second time is told so");
        assertThat(hops.stream()
                        .filter(hop -> hop.kind() == HopKind.SIGNED_IN)
                        .map(hop -> hop.origin().mark()))
                .containsExactly("earlier try", "");
        assertThat(hops.stream()
                        .filter(hop -> hop.sentence().toString().equals(NEVER))
                        .map(hop -> hop.origin().kind()))
                .contains(HopOrigin.Kind.LATER);
    }

    @Test
    void aStepFailsWhenAJournalHasDroppedHopsBeforeTheyWereRead() {
        String file = Performance.file(
                folder,
                "look",
                "scenario: look\nshows: It.\ntopology: lync-alone\nsteps:\n  - do: Look\n    never: lync calls exchange\n");
        Scenario scenario = library.find(List.of(file)).get(0);
        LaunchContext launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        try (Deployment topology = DeploymentSetup.start(library.topologyOf(scenario), null, launch, folder)) {
            ScenarioSession session = new ScenarioSession(topology, launch);
            RunningNode lync = topology.node("lync");
            for (int wave = 0; wave < 51; wave++) {
                Future.all(IntStream.range(0, 200)
                                .mapToObj(i -> topology.client()
                                        .send(new LabHttpClient.Ask(
                                                HttpMethod.GET,
                                                lync.plan().host(),
                                                lync.port(),
                                                "/users/me/contacts",
                                                MultiMap.caseInsensitiveMultiMap(),
                                                null)))
                                .toList())
                        .await();
            }
            StepResult look = session.play(scenario.steps().get(0)).result();
            assertThat(look.problems())
                    .containsExactly("the journal of lync dropped 200 hops before the lab read them");
        }
    }

    private static int count(String pattern, String text) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }

    private static int inJson(String text) {
        JsonArray steps =
                new JsonObject(text).getJsonArray("scenarios").getJsonObject(0).getJsonArray("steps");
        return steps.stream()
                .mapToInt(step -> ((JsonObject) step).getJsonArray("hops").size())
                .sum();
    }

    private static int inOutput(String text) {
        return Pattern.compile("(?s)<system-out>\n(.*?)</system-out>")
                .matcher(text)
                .results()
                .mapToInt(found -> (int)
                        found.group(1).lines().filter(line -> !line.isBlank()).count())
                .sum();
    }

    /** The lines of hops where no hops are folded. */
    private static int inTerminal(ScenarioResult result) {
        StringWriter out = new StringWriter();
        TerminalRunPrinter report = new TerminalRunPrinter(
                new PrintWriter(out),
                TerminalScreen.pipe(new TerminalStyle(Switches.of(TerminalAbility.SIGNS))),
                TerminalDetail.HOPS,
                List.of(result.scenario()),
                Clock.systemUTC());
        RunListener listener = report.listener(0, false);
        listener.begins(result.scenario(), result.plan(), result.secrets());
        result.steps().forEach(listener::played);
        listener.ends(result);
        return count("(?m)^      [✓✗→?*] ", out.toString());
    }
}
