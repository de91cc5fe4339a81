package org.s2slab.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;

/** Our list of the published requirements, a file for each document, and the floor of tested ones. */
final class RequirementCatalog {
    static final List<String> DOCUMENTS =
            List.of("ATT", "BTRF", "CONT", "CORE", "FOLD", "ITEMID", "MSG", "MTGS", "SYNC", "TASK");

    private static final String FLOOR_HEAD = "document\ttested\n";

    private final Path folder;

    /** @param root of the project */
    RequirementCatalog(Path root) {
        folder = root.resolve("exchange-node/src/test/resources/conformance");
    }

    /** In the order of the document. */
    List<PublishedRequirement> of(String document) throws IOException {
        List<PublishedRequirement> rows = new ArrayList<>();
        for (String[] cells : rows(document)) {
            PublishedRequirement.Verdict verdict = Arrays.stream(PublishedRequirement.Verdict.values())
                    .filter(one -> one.text().equals(cells[1]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(document + ".tsv: '" + cells[0] + "' has no verdict"));
            rows.add(new PublishedRequirement(document, cells[0], verdict, cells[2]));
        }
        return rows;
    }

    /** For each document, how many of its requirements were tested at least. */
    Map<String, Long> floor() throws IOException {
        return rows("floor").stream()
                .collect(Collectors.toMap(
                        cells -> cells[0], cells -> Long.valueOf(cells[1]), (one, other) -> one, TreeMap::new));
    }

    private List<String[]> rows(String file) throws IOException {
        List<String[]> lines = ResourceTable.parse(Files.readString(folder.resolve(file + ".tsv")));
        return lines.subList(1, lines.size());
    }

    void raise(Map<String, Long> tested) throws IOException {
        Map<String, Long> raised = new TreeMap<>(tested);
        floor().forEach((document, least) -> raised.merge(document, least, Math::max));
        Files.writeString(
                folder.resolve("floor.tsv"),
                FLOOR_HEAD
                        + raised.entrySet().stream()
                                .map(row -> row.getKey() + "\t" + row.getValue() + "\n")
                                .collect(Collectors.joining()));
    }
}
