package org.s2slab.cli.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;

/**
 * What a client's last run showed. The result is kept as {@code results.tsv} in the client's folder.
 *
 * @param version of the client, as its program states it; or why the program did not run
 */
record ClientResult(String version, List<ClientStep> steps) {
    private static final String FILE = "results.tsv";
    private static final String HEAD = "step\tpassed\tsent\terror";
    static final ClientResult NEVER_RUN = new ClientResult("never run", List.of());

    /** A client whose program did not run: each step that is known failed. */
    static ClientResult notRun(String reason, ClientResult earlier) {
        return new ClientResult(
                "not run: " + ClientStep.notAttempted("", reason).error().replace("not attempted: ", ""),
                earlier.steps().stream()
                        .map(step -> ClientStep.notAttempted(step.name(), "the client did not run"))
                        .toList());
    }

    long passed() {
        return steps.stream().filter(ClientStep::passed).count();
    }

    /** The last result of a client. */
    static ClientResult of(BoardClient client) throws IOException {
        Path file = client.folder().resolve(FILE);
        if (!Files.exists(file)) {
            return NEVER_RUN;
        }
        List<String[]> lines = ResourceTable.parse(Files.readString(file));
        List<ClientStep> steps = new ArrayList<>();
        for (String[] cells : lines.subList(2, lines.size())) {
            steps.add(new ClientStep(cells[0], cells[1].equals("yes"), cells[2], cells[3]));
        }
        return new ClientResult(lines.get(0)[0], steps);
    }

    void write(BoardClient client) throws IOException {
        String rows = steps.stream()
                .map(step ->
                        String.join("\t", step.name(), step.passed() ? "yes" : "no", step.sent(), step.error() + "\n"))
                .collect(Collectors.joining());
        Files.writeString(client.folder().resolve(FILE), version + "\n" + HEAD + "\n" + rows);
    }
}
