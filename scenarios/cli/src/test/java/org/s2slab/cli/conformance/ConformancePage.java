package org.s2slab.cli.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.s2slab.cli.conformance.PublishedRequirement.Verdict;

/** The page that shows for each published requirement which test proves it. */
public final class ConformancePage {
    private static final String ADDRESS = "https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxws";

    private final RequirementCatalog catalog;
    private final Map<String, SortedSet<String>> tests;

    ConformancePage(Path root) throws IOException {
        catalog = new RequirementCatalog(root);
        tests = RequirementTests.in(root);
    }

    /** @param root of the project */
    public static String text(Path root) throws IOException {
        return new ConformancePage(root).text();
    }

    /** How many requirements are tested, by document. */
    Map<String, Long> tested() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String document : RequirementCatalog.DOCUMENTS) {
            counts.put(document, count(catalog.of(document), this::isTested));
        }
        return counts;
    }

    private boolean isTested(PublishedRequirement requirement) {
        return requirement.verdict() == Verdict.BEHAVIOUR && tests.containsKey(requirement.name());
    }

    private static long count(List<PublishedRequirement> all, Predicate<PublishedRequirement> which) {
        return all.stream().filter(which).count();
    }

    private String text() throws IOException {
        StringBuilder page = new StringBuilder("# Published requirements\n\nGenerated; do not edit.\n\n"
                + "Each document that describes Exchange Web Services consists of numbered requirements. The lists here have only their "
                + "numbers. A requirement of the kind *behaviour* says how a server behaves or what it returns. It is *tested* if a test with "
                + "the annotation `@Requirements` proves it. A requirement of the kind *schema* says which type, place or occurrence an element "
                + "has. `PublishedSchemaTest` compares these in bulk with the published schema. What is *not done* the lab does not do, for the "
                + "reason in the list. No test proves yet what is *not tested*. A requirement is *not applicable* if it is about another version "
                + "or the client, if no client sees its effect, or if it only informs. A number with a letter behind it is one that the document "
                + "uses again. [Decision 0078](../decisions/0078-ids-and-conformance.md) explains the design.\n\n"
                + "| document | requirements | schema | not applicable | behaviour | tested | tested of 100 | not done | not tested |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        for (String document : RequirementCatalog.DOCUMENTS) {
            List<PublishedRequirement> all = catalog.of(document);
            long behaviour = count(all, PublishedRequirement::isBehaviour);
            long done = count(all, this::isTested);
            long refused = count(all, one -> one.verdict() == Verdict.NOT_DONE);
            page.append("| [MS-OXWS%s](%s%s) | %d | %d | %d | %d | %d | %d | %d | %d |\n"
                    .formatted(
                            document,
                            ADDRESS,
                            document.toLowerCase(java.util.Locale.ROOT),
                            all.size(),
                            count(all, one -> one.verdict() == Verdict.SCHEMA),
                            count(all, one -> one.verdict() == Verdict.NOT_APPLICABLE),
                            behaviour,
                            done,
                            100 * done / Math.max(1, behaviour),
                            refused,
                            behaviour - done - refused));
        }
        for (String document : RequirementCatalog.DOCUMENTS) {
            document(page, document, catalog.of(document));
        }
        return page.toString();
    }

    private void document(StringBuilder page, String document, List<PublishedRequirement> all) {
        page.append("\n## MS-OXWS")
                .append(document)
                .append("\n\n| number | verdict | test, or reason |\n|---|---|---|\n");
        all.stream().filter(PublishedRequirement::isBehaviour).forEach(one -> {
            boolean tested = isTested(one);
            page.append("| ").append(one.number()).append(" | ");
            page.append(tested ? "tested" : one.verdict() == Verdict.NOT_DONE ? "not done" : "not tested");
            page.append(" | ").append(tested ? "`" + String.join("` `", tests.get(one.name())) + "`" : one.reason());
            page.append(" |\n");
        });
        group(page, "Schema", all, one -> one.verdict() == Verdict.SCHEMA);
        all.stream()
                .filter(one -> one.verdict() == Verdict.NOT_APPLICABLE)
                .map(PublishedRequirement::reason)
                .distinct()
                .sorted()
                .forEach(reason -> group(
                        page,
                        "Not applicable, " + reason,
                        all,
                        one -> one.verdict() == Verdict.NOT_APPLICABLE
                                && one.reason().equals(reason)));
    }

    private static void group(
            StringBuilder page, String title, List<PublishedRequirement> all, Predicate<PublishedRequirement> which) {
        String numbers =
                all.stream().filter(which).map(PublishedRequirement::number).collect(Collectors.joining(" "));
        if (!numbers.isEmpty()) {
            page.append("\n").append(title).append(": ").append(numbers).append(".\n");
        }
    }
}
