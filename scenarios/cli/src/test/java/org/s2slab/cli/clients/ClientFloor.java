package org.s2slab.cli.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;

/** For each client the least number of steps that it has, and the least number that pass. Both only rise. */
final class ClientFloor {
    private static final String HEAD = "client\tpassed\tsteps\n";
    private static final Row NONE = new Row(0, 0);

    record Row(long passed, long steps) {}

    private final Path file;
    private final Map<String, Row> rows = new TreeMap<>();

    /** @param folder of all clients */
    ClientFloor(Path folder) throws IOException {
        file = folder.resolve("floor.tsv");
        if (Files.exists(file)) {
            List<String[]> lines = ResourceTable.parse(Files.readString(file));
            for (String[] cells : lines.subList(1, lines.size())) {
                rows.put(cells[0], new Row(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
            }
        }
    }

    Row of(String client) {
        return rows.getOrDefault(client, NONE);
    }

    /** In what a result is below the floor; empty if it is not. */
    List<String> below(String client, ClientResult result) {
        Row floor = of(client);
        List<String> found = new ArrayList<>();
        if (result.passed() < floor.passed()) {
            found.add(client + ": " + result.passed() + " steps passed, the floor is " + floor.passed());
        }
        if (result.steps().size() < floor.steps()) {
            found.add(client + " has " + result.steps().size() + " steps, the floor is " + floor.steps());
        }
        return found;
    }

    void raise(String client, ClientResult result) throws IOException {
        Row floor = of(client);
        rows.put(
                client,
                new Row(
                        Math.max(floor.passed(), result.passed()),
                        Math.max(floor.steps(), result.steps().size())));
        Files.writeString(
                file,
                HEAD
                        + rows.entrySet().stream()
                                .map(row -> row.getKey() + "\t" + row.getValue().passed() + "\t"
                                        + row.getValue().steps() + "\n")
                                .collect(Collectors.joining()));
    }
}
