package org.s2slab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.scenarios.cli.Library;
import org.s2slab.scenarios.run.ScenarioResult;
import org.s2slab.scenarios.run.ScenarioRunner;
import org.s2slab.scenarios.run.Spectator;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.topology.InProcessLauncher;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;

/** Every bundled scenario, played in this JVM. */
class ScenarioFilesTest {
    private static final Path RESOURCES =
            Path.of(System.getProperty("s2slab.root"), "scenarios", "src", "main", "resources");

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
    }

    @TestFactory
    Stream<DynamicTest> passes(@TempDir Path folder) {
        Library library = new Library();
        Workshop workshop = new Workshop(
                vertx, new InProcessLauncher(vertx), Workshop.sharedKeys(), Ids.seeded(1), Clock.systemUTC());
        ScenarioRunner runner = new ScenarioRunner(workshop, library::topology, Spectator.NOBODY);
        return library.scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> play(runner, scenario, folder)));
    }

    private static void play(ScenarioRunner runner, Scenario scenario, Path folder) {
        ScenarioResult result = runner.play(scenario, folder.resolve(scenario.name()));
        assertThat(result.allProblems()).isEmpty();
    }

    @Test
    void theIndexNamesEveryBundledScenario() throws IOException {
        assertThat(new Library().scenarioNames()).containsExactlyInAnyOrderElementsOf(files("scenarios"));
    }

    @Test
    void theIndexNamesEveryBundledTopology() throws IOException {
        assertThat(new Library().topologyNames()).containsExactlyInAnyOrderElementsOf(files("topologies"));
    }

    @Test
    void everythingBundledIsCalledLikeItsFile() {
        Library library = new Library();
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
