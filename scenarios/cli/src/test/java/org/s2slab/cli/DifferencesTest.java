package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.config.ProductBehavior;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.ScenarioLibrary;

/** The page of deliberate differences, the settings of nodes and the scenarios tell the same. */
class DifferencesTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Pattern WORD = Pattern.compile("`([a-z-]+)`");

    /** Where what a node learns, keeps and signs with is decided; no rule by which a token is judged is among these. */
    private static final Set<String> DECIDE = Set.of("PartnerDirectory", "FreshnessPolicy", "TrustComponents");

    /** Where settings are read, checked, told and shown. */
    private static final Set<String> TELL = Set.of(
            "ProductBehavior",
            "NodeConfig",
            "Node",
            "ProductBehaviorCmdlet",
            "LyncConfig",
            "ExchangeConfig",
            "SharePointConfig",
            "AuthzConfig",
            "NodePlan",
            "NodeFolderWriter",
            "TopologyParser",
            "TopologySchema",
            "DeploymentState",
            "DirectTrustCheck",
            "ProductCmdlets",
            "BehaviorReader",
            "BrokeredTrustCheck");

    @Test
    void thePageHasARowForEachSettingAndNoOther() throws IOException {
        assertThat(rows("## Settings: as the product does").stream()
                        .map(row -> words(row.get(0)).get(0)))
                .containsExactlyElementsOf(ProductBehavior.keys());
    }

    @Test
    void aDifferenceWithoutASettingChangesNoOutcomeOrIsARuleOfTheCheckList() throws IOException {
        List<List<String>> others = new ArrayList<>();
        for (String heading : List.of(
                "## Rules without a setting",
                "## Another way to the same outcome",
                "## Where the documentation is silent",
                "## What stands in for the surroundings")) {
            List<List<String>> rows = rows(heading);
            assertThat(rows).as(heading).isNotEmpty();
            others.addAll(rows);
        }
        assertThat(others)
                .allSatisfy(row -> assertThat(row.get(row.size() - 1))
                        .as(row.get(0))
                        .matches("No\\b.*|Rules? (of group )?[A-K]\\d*.*"));
    }

    @TestFactory
    Stream<DynamicTest> bothOutcomesOfEachSettingAreShown() throws IOException {
        return rows("## Settings: as the product does").stream()
                .map(row -> DynamicTest.dynamicTest(words(row.get(0)).get(0), () -> checkOutcomes(row)));
    }

    private static void checkOutcomes(List<String> row) {
        ScenarioLibrary library = new ScenarioLibrary();
        List<String> names = words(row.get(row.size() - 1));
        assertThat(names).hasSize(2);
        Scenario lab = library.find(List.of(names.get(0))).get(0);
        Scenario product = library.find(List.of(names.get(1))).get(0);
        assertThat(behaviors(library, lab)).isEmpty();
        assertThat(behaviors(library, product))
                .containsExactly(ProductBehavior.of(words(row.get(0)).get(0)));
        assertThat(parting(lab, product))
                .as(
                        "the first step of %s and %s that is done alike and comes out differently",
                        names.get(0), names.get(1))
                .isNotNull();
    }

    private static List<ProductBehavior> behaviors(ScenarioLibrary library, Scenario scenario) {
        return library.topologyOf(scenario).nodes().values().stream()
                .flatMap(node -> node.behaviors().stream())
                .toList();
    }

    /**
     * The first step in which two stories expect something else, where everything done up to it is the same; or null.
     */
    private static @Nullable String parting(Scenario one, Scenario other) {
        for (int i = 0; i < Math.min(one.steps().size(), other.steps().size()); i++) {
            Step left = one.steps().get(i);
            Step right = other.steps().get(i);
            if (left.kind() != right.kind() || !left.fields().equals(right.fields())) {
                return null;
            }
            boolean same = left.expectation().equals(right.expectation())
                    && left.hops().equals(right.hops())
                    && left.never().equals(right.never());
            if (!same) {
                return left.title();
            }
        }
        return null;
    }

    @Test
    void noRuleByWhichATokenIsJudgedKnowsASetting() throws IOException {
        Set<String> using = mains().filter(file -> text(file).contains("ProductBehavior"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> known = Stream.of(DECIDE, TELL).flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(using).isEqualTo(known);
    }

    @Test
    void eachSettingDecidesSomething() throws IOException {
        String deciding = mains().filter(
                        file -> DECIDE.contains(file.getFileName().toString().replace(".java", "")))
                .map(DifferencesTest::text)
                .collect(Collectors.joining());
        assertThat(Arrays.stream(ProductBehavior.values()).map(Enum::name))
                .allSatisfy(name -> assertThat(deciding).contains("ProductBehavior." + name));
    }

    @Test
    void whoeverReadsOfScenariosOrTheLabFindsThePage() {
        assertThat(text(ROOT.resolve("README.md"))).contains("(docs/DIFFERENCES.md)");
        assertThat(text(ROOT.resolve("docs/SCENARIOS.md"))).contains("(DIFFERENCES.md)");
    }

    /** The rows of the table behind a heading, by cells, without the table's own head. */
    private static List<List<String>> rows(String heading) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/DIFFERENCES.md"));
        int start = lines.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> words(String cell) {
        return WORD.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static Stream<Path> mains() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/main/"))
                    .toList()
                    .stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
