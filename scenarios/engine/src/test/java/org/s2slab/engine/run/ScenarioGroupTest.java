package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.language.Scenario;

class ScenarioGroupTest {
    private static final Path SCENARIOS =
            Path.of(System.getProperty("s2slab.root"), "scenarios", "engine", "src", "main", "resources", "scenarios");

    private final ScenarioLibrary library = new ScenarioLibrary();

    @Test
    void everyScenarioIsInOneGroup() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            assertThat(ScenarioGroup.all().stream().flatMap(group -> group.scenarios().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                                    .toList());
        }
    }

    @Test
    void noGroupHasTheNameOfAScenarioOrATopology() {
        List<String> ids = ScenarioGroup.all().stream().map(ScenarioGroup::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).doesNotContainAnyElementsOf(library.scenarioNames());
        assertThat(ids).doesNotContainAnyElementsOf(library.topologyNames());
        assertThat(ScenarioGroup.all())
                .allSatisfy(group ->
                        assertThat(List.of(group.title(), group.shows())).noneMatch(String::isBlank));
    }

    @Test
    void aGroupOnTheCommandLineIsItsScenarios() {
        ScenarioGroup group = ScenarioGroup.named("attacks").orElseThrow();
        assertThat(library.find(List.of("attacks")).stream().map(Scenario::name))
                .isEqualTo(group.scenarios());
    }

    @Test
    void putsTheScenariosOfAGroupTogether() {
        List<Scenario> mixed =
                new ArrayList<>(library.find(List.of("forged-tokens", "lync-alone", "assertion-misused")));
        assertThat(ScenarioGroup.together(mixed).stream().map(Scenario::name))
                .containsExactly("forged-tokens", "assertion-misused", "lync-alone");
        assertThat(ScenarioGroup.titleOf(mixed.get(1))).isEqualTo("Set trust up");
    }
}
