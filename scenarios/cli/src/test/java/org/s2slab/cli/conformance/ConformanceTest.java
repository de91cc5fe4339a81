package org.s2slab.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.resource.ResourceTable;

/** Our list of the published requirements: it is whole, tests name only what is in it, and no document falls below its floor. */
class ConformanceTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Path PUBLISHED = ROOT.resolveSibling("shared").resolve("ews-requirements");

    private final RequirementCatalog catalog = new RequirementCatalog(ROOT);

    static List<String> documents() {
        return RequirementCatalog.DOCUMENTS;
    }

    /** Where the published requirements lie beside this checkout. */
    @TestFactory
    Stream<DynamicTest> hasEachPublishedNumberOnce() {
        return documents().stream()
                .filter(document -> Files.exists(published(document)))
                .map(document -> DynamicTest.dynamicTest(document, () -> compare(document)));
    }

    private static Path published(String document) {
        return PUBLISHED.resolve("MS-OXWS" + document + ".tsv");
    }

    private void compare(String document) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        List<String> published = new ArrayList<>();
        for (String[] line : ResourceTable.parse(Files.readString(published(document)))) {
            String number = line[0];
            if (number.matches("R\\d+")) {
                int times = seen.merge(number, 1, Integer::sum);
                published.add(times == 1 ? number : number + (char) ('a' + times - 1));
            }
        }
        assertThat(catalog.of(document).stream().map(PublishedRequirement::number))
                .containsExactlyElementsOf(published);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void givesAReasonWhereOneIsDue(String document) throws IOException {
        assertThat(catalog.of(document))
                .allSatisfy(one -> assertThat(one.reason().isEmpty())
                        .as(one.name())
                        .isEqualTo(one.verdict() == PublishedRequirement.Verdict.SCHEMA
                                || one.verdict() == PublishedRequirement.Verdict.BEHAVIOUR));
    }

    @Test
    void namesOnlyBehaviourInTests() throws IOException {
        List<PublishedRequirement> all = new ArrayList<>();
        for (String document : RequirementCatalog.DOCUMENTS) {
            all.addAll(catalog.of(document));
        }
        Set<String> behaviour = all.stream()
                .filter(one -> one.verdict() == PublishedRequirement.Verdict.BEHAVIOUR)
                .map(PublishedRequirement::name)
                .collect(Collectors.toSet());
        Set<String> others = new TreeSet<>(RequirementTests.in(ROOT).keySet());
        others.removeAll(behaviour);
        assertThat(others).as("named by tests, but no behaviour").isEmpty();
    }

    /** {@code -Ds2slab.docs=write} raises the floor. */
    @Test
    void doesNotFallBelowTheFloor() throws IOException {
        Map<String, Long> tested = new ConformancePage(ROOT).tested();
        if ("write".equals(System.getProperty("s2slab.docs"))) {
            catalog.raise(tested);
        }
        assertThat(catalog.floor())
                .allSatisfy((document, least) ->
                        assertThat(tested.get(document)).as(document).isGreaterThanOrEqualTo(least));
    }
}
