package org.s2slab.engine.precondition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.diagnosis.doctor.EvidenceCheck;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParts;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.testing.BuildShare;
import org.s2slab.trace.IdGenerator;

/** Every object of every trust is dropped alone, and each scenario that needs it fails with the refusal that names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreconditionTest {
    private final Map<String, List<Precondition>> trusts = PreconditionFile.read();
    private final AtomicInteger plays = new AtomicInteger();
    private Vertx vertx;
    private LaunchContext launch;

    @TempDir
    Path folder;

    @BeforeAll
    void start() {
        vertx = Vertx.vertx();
        launch = new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.seeded(1),
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        vertx.close().await();
    }

    @Test
    void everyTrustOfTheTableHasItsRows() {
        assertThat(trusts.keySet()).containsExactlyInAnyOrderElementsOf(PreconditionScenarios.trusts());
    }

    /** Which steps configure, and of which parts, is read from the scenario; each has exactly one row. */
    @TestFactory
    Stream<DynamicTest> everyConfiguringStepHasARow() {
        return trusts.entrySet().stream()
                .map(trust -> DynamicTest.dynamicTest(trust.getKey(), () -> {
                    List<String> keys =
                            trust.getValue().stream().map(Precondition::key).toList();
                    assertThat(keys).doesNotHaveDuplicates();
                    assertThat(trust.getValue().stream()
                                    .filter(row -> row.account() == null && row.parameter() == null)
                                    .map(row -> row.key().replace(", taken back", ""))
                                    .distinct())
                            .containsExactlyInAnyOrderElementsOf(PreconditionScenarios.parts(trust.getKey()));
                }));
    }

    /** A row says who refuses, or which other trust proves the step, or why nothing changes and where that is documented. */
    @TestFactory
    Stream<DynamicTest> everyRowIsProven() {
        return rows((trust, row) -> {
            List<String> scenarios =
                    PreconditionScenarios.of(trust).stream().map(Scenario::name).toList();
            assertThat(row.refusals().stream().flatMap(refusal -> refusal.in().stream()))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(scenarios);
            boolean elsewhere = row.elsewhere() != null;
            assertThat(List.of(!row.refusals().isEmpty(), elsewhere, row.hasNoEffect()))
                    .containsOnlyOnce(true);
            assertThat(row.source() != null).isEqualTo(row.hasNoEffect());
            if (elsewhere) {
                assertThat(trusts.values().stream()
                                .flatMap(List::stream)
                                .filter(other -> !other.refusals().isEmpty())
                                .map(Precondition::object))
                        .contains(row.elsewhere());
            }
        });
    }

    /** A scenario without one object of its trust. */
    private record Case(String trust, Scenario scenario, Precondition row) {
        Optional<ExpectedRefusal> refusal() {
            return row.refusalIn(scenario.name());
        }

        /** All refusals belong to each build; of what passes, each row that names no refusal, and each scenario once. */
        Set<Object> parts() {
            if (refusal().isPresent()) {
                return Set.of(this);
            }
            return row.refusals().isEmpty()
                    ? Set.of(trust + ": " + row.key(), scenario.name())
                    : Set.of(scenario.name());
        }

        /** The map and the doctor are asked in each build for every trust, and for every refusal of a node. */
        Set<Object> evidence() {
            ExpectedRefusal refusal = refusal().orElseThrow();
            return Set.of(trust, List.of(refusal.by(), refusal.code(), String.valueOf(refusal.rule())));
        }
    }

    private Stream<Case> cases() {
        return trusts.entrySet().stream()
                .flatMap(trust -> PreconditionScenarios.of(trust.getKey()).stream()
                        .flatMap(scenario ->
                                trust.getValue().stream().map(row -> new Case(trust.getKey(), scenario, row))));
    }

    @TestFactory
    Stream<DynamicContainer> eachRefusesAsItsRowSays() {
        List<Case> played = BuildShare.of(cases().toList(), Case::parts);
        List<Case> examined = BuildShare.of(
                played.stream().filter(one -> one.refusal().isPresent()).toList(), Case::evidence);
        return trusts.keySet().stream()
                .map(trust -> DynamicContainer.dynamicContainer(
                        trust,
                        played.stream()
                                .filter(one -> one.trust().equals(trust))
                                .map(one -> DynamicTest.dynamicTest(
                                        one.scenario().name() + " without "
                                                + one.row().object(),
                                        () -> check(one, examined.contains(one))))));
    }

    /** Accounts and roles are made along with a registration, by a script of the product; they are asked for at the node. */
    @TestFactory
    Stream<DynamicTest> everyLinkedAccountAndRoleHasARow() {
        return trusts.entrySet().stream()
                .map(trust -> DynamicTest.dynamicTest(trust.getKey(), () -> {
                    Set<String> expected = new TreeSet<>();
                    trust.getValue().stream()
                            .filter(row -> row.account() != null)
                            .forEach(row -> expected.add(row.key()));
                    Scenario scenario = PreconditionScenarios.of(trust.getKey()).get(0);
                    assertThat(made(scenario)).isEqualTo(expected);
                }));
    }

    private Set<String> made(Scenario scenario) {
        try (Deployment topology = topology(scenario)) {
            TrustObjects objects = new TrustObjects(topology);
            Set<String> existing = objects.assignments();
            Set<String> before = objects.keys(existing);
            ScenarioSession session = new ScenarioSession(topology, launch);
            for (Step step : ScenarioParts.trust(scenario)) {
                assertThat(session.play(step).result().problems()).isEmpty();
            }
            Set<String> made = objects.keys(existing);
            made.removeAll(before);
            return made;
        }
    }

    private void check(Case one, boolean examined) {
        EvidenceCheck evidence = new EvidenceCheck(Doctor::look);
        DroppedPlay.Outcome outcome = examined ? play(one, evidence) : play(one);
        assertThat(evidence.problems()).isEmpty();
        ExpectedRefusal expected = one.refusal().orElse(null);
        if (expected == null) {
            assertThat(outcome.failed()).as("refusals %s", outcome.refusals()).isNull();
            return;
        }
        assertThat(outcome.failed()).as("what fails").isNotNull();
        assertThat(outcome.refusals())
                .as("refusals, as %s", outcome.failed())
                .anyMatch(refused -> refused.fits(expected));
        if (expected.through() != null) {
            assertThat(outcome.undone()).contains(expected.through());
        }
    }

    private DroppedPlay.Outcome play(Case one) {
        try (Deployment topology = topology(one.scenario())) {
            return played(topology, one, RunListener.NOBODY);
        }
    }

    /** What the map and the doctor say is asked only where something fails: the other rows change nothing that they show. */
    private DroppedPlay.Outcome play(Case one, EvidenceCheck evidence) {
        try (Deployment topology = topology(one.scenario())) {
            evidence.started(topology);
            DroppedPlay.Outcome outcome = played(topology, one, evidence);
            evidence.beforeStop(topology);
            return outcome;
        }
    }

    private DroppedPlay.Outcome played(Deployment topology, Case one, RunListener listener) {
        ScenarioSession session = new ScenarioSession(topology, launch);
        return new DroppedPlay(topology, one.scenario(), session, listener).play(one.row());
    }

    private Deployment topology(Scenario scenario) {
        Path home = folder.resolve(String.valueOf(plays.incrementAndGet()));
        return DeploymentSetup.start(new ScenarioLibrary().topologyOf(scenario), null, launch, home);
    }

    private Stream<DynamicTest> rows(java.util.function.BiConsumer<String, Precondition> check) {
        List<DynamicTest> tests = new ArrayList<>();
        trusts.forEach((trust, rows) -> rows.forEach(
                row -> tests.add(DynamicTest.dynamicTest(trust + ": " + row.key(), () -> check.accept(trust, row)))));
        return tests.stream();
    }
}
