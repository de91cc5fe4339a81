package org.s2slab.cli.clients;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A client of the board, as the file {@code client.yaml} in its folder describes it.
 *
 * @param language of its program: {@code python}, {@code node} or {@code java}
 * @param documentation address of the documentation whose steps the program runs
 * @param scenario is played on the deployment before the client runs: bundled, or a file in the client's folder
 * @param debian Debian packages that it needs
 * @param source Debian source package whose original archive it needs, or empty
 */
record BoardClient(
        String name,
        Path folder,
        String title,
        String language,
        String documentation,
        String scenario,
        List<String> debian,
        String source) {
    private static final String FILE = "client.yaml";
    private static final Set<String> KEYS =
            Set.of("title", "language", "documentation", "scenario", "debian", "source");

    /** All clients in the sub-folders of a folder, by name. */
    static List<BoardClient> in(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(one -> Files.exists(one.resolve(FILE)))
                    .sorted()
                    .map(BoardClient::read)
                    .toList();
        }
    }

    private static BoardClient read(Path folder) {
        try (Reader text = Files.newBufferedReader(folder.resolve(FILE))) {
            Map<String, Object> members = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (!KEYS.containsAll(members.keySet())) {
                throw new IllegalArgumentException(folder.resolve(FILE) + ": the keys are " + KEYS);
            }
            JsonObject file = new JsonObject(members);
            String scenario = file.getString("scenario");
            Path own = folder.resolve(scenario);
            return new BoardClient(
                    folder.getFileName().toString(),
                    folder,
                    file.getString("title"),
                    file.getString("language"),
                    file.getString("documentation"),
                    Files.exists(own) ? own.toString() : scenario,
                    file.getJsonArray("debian", new JsonArray()).stream()
                            .map(String::valueOf)
                            .toList(),
                    file.getString("source", ""));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the client in " + folder, e);
        }
    }
}
