package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.EvidenceCheck;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.language.MatrixCell;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParts;
import org.s2slab.testing.BuildShare;

/**
 * Every bundled scenario: played in this JVM, and with every node as a process of its own. By their names, the methods that
 * load the nodes' classes into this JVM come first, which makes a better archive of classes for the processes.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ScenarioFilesTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("s2slab.root"), "scenarios", "engine", "src", "main", "resources");

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    /** And no event loop waits meanwhile. */
    @TestFactory
    Stream<DynamicTest> passesInOneJvm(@TempDir Path folder) {
        List<Scenario> able = new ScenarioLibrary()
                .scenarios().stream()
                        .filter(scenario -> !scenario.needsProcesses())
                        .toList();
        BlockingCallRecorder recorder = new BlockingCallRecorder();
        DynamicTest noneWaits = DynamicTest.dynamicTest("no event loop waits", () -> {
            try (recorder) {
                assertThat(recorder.found(folder))
                        .as("blocking calls on event loops")
                        .isEmpty();
            }
        });
        return Stream.concat(played(able, new InProcessLauncher(vertx), folder), Stream.of(noneWaits));
    }

    /** Those that kill a node, and a share of the others with every kind of step, and every role on-premises and online. */
    @TestFactory
    Stream<DynamicTest> passesInProcesses(@TempDir Path folder) throws IOException, InterruptedException {
        NodeArchive.make();
        List<Scenario> shortestFirst = new ScenarioLibrary()
                .scenarios().stream()
                        .sorted(Comparator.comparingInt(
                                scenario -> scenario.steps().size()))
                        .toList();
        return played(BuildShare.of(shortestFirst, ScenarioFilesTest::parts), new ProcessLauncher(vertx), folder);
    }

    /** The kinds of its steps and of its nodes, and what it needs processes for. */
    private static Set<Object> parts(Scenario scenario) {
        Set<Object> parts = new HashSet<>();
        scenario.steps().forEach(step -> parts.add(step.kind()));
        new ScenarioLibrary()
                .topologyOf(scenario)
                .nodes()
                .values()
                .forEach(node -> parts.add(node.role() + (node.online() ? " online" : " on-premises")));
        if (scenario.needsProcesses()) {
            parts.add(scenario.name());
        }
        return parts;
    }

    private static Stream<DynamicTest> played(List<Scenario> scenarios, NodeLauncher launcher, Path folder) {
        EvidenceCheck evidence = new EvidenceCheck();
        ScenarioRunner runner = new ScenarioRunner(launch(launcher), new ScenarioLibrary()::topologyOf, evidence);
        return scenarios.stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    play(runner, scenario, folder);
                    assertThat(evidence.problems()).isEmpty();
                }));
    }

    private static LaunchContext launch(NodeLauncher launcher) {
        return PooledLaunch.of(vertx, launcher, false);
    }

    private static void play(ScenarioRunner runner, Scenario scenario, Path folder) {
        ScenarioResult result = runner.play(scenario, folder.resolve(scenario.name()));
        assertThat(result.allProblems()).isEmpty();
        assertThat(ReadingCheck.problems(result)).isEmpty();
    }

    /** What stands in the table of features is shown by the feature, and not by setting up and testing trust. */
    @TestFactory
    Stream<DynamicTest> aCellFailsWithoutItsFeature(@TempDir Path folder) {
        LaunchContext launch = launch(new InProcessLauncher(vertx));
        ScenarioRunner runner = new ScenarioRunner(launch, new ScenarioLibrary()::topologyOf, RunListener.NOBODY);
        return new ScenarioLibrary()
                .scenarios().stream()
                        .filter(scenario -> !scenario.cells().isEmpty())
                        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                            ScenarioResult result = runner.play(
                                    ScenarioParts.withoutFeature(scenario), folder.resolve(scenario.name()));
                            assertThat(result.steps()).isNotEmpty().allMatch(StepResult::passed);
                            assertThat(result.problems())
                                    .isNotEmpty()
                                    .allMatch(problem -> problem.startsWith("hops: "));
                        }));
    }

    /** That a person signs in is no archiving and no meeting: only the contact list needs no more. */
    @TestFactory
    Stream<DynamicTest> aSignInAloneShowsNoOtherFeature(@TempDir Path folder) {
        LaunchContext launch = launch(new InProcessLauncher(vertx));
        ScenarioRunner runner = new ScenarioRunner(launch, new ScenarioLibrary()::topologyOf, RunListener.NOBODY);
        return new ScenarioLibrary()
                .scenarios().stream()
                        .filter(scenario -> scenario.cells().stream()
                                .anyMatch(cell -> cell.feature() == MatrixCell.Feature.ARCHIVING))
                        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                            ScenarioResult result = runner.play(
                                    ScenarioParts.withSignInOnly(scenario), folder.resolve(scenario.name()));
                            assertThat(result.steps()).isNotEmpty().allMatch(StepResult::passed);
                            assertThat(result.problems())
                                    .containsExactly(
                                            "hops: 'lync calls exchange for anna@contoso.com with CreateItem' did not happen");
                        }));
    }

    @Test
    void theIndexNamesEveryBundledTopology() throws IOException {
        assertThat(new ScenarioLibrary().topologyNames()).containsExactlyInAnyOrderElementsOf(files("topologies"));
    }

    @Test
    void everyFeatureIsShownBetweenEveryPairOnAllPremises() {
        List<MatrixCell> expected = GeneratedPages.ROWS.stream()
                .flatMap(row -> Stream.of(MatrixCell.Premises.values())
                        .map(premises -> new MatrixCell(row.feature(), row.pair(), premises)))
                .toList();

        assertThat(new ScenarioLibrary().scenarios().stream().flatMap(scenario -> scenario.cells().stream()))
                .containsAll(expected);
    }

    @Test
    void everythingBundledIsCalledLikeItsFile() {
        ScenarioLibrary library = new ScenarioLibrary();
        assertThat(library.scenarios().stream().map(Scenario::name)).isEqualTo(library.scenarioNames());
        assertThat(library.topologyNames().stream()
                        .map(name -> library.topology(name).name()))
                .isEqualTo(library.topologyNames());
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .toList();
        }
    }
}
