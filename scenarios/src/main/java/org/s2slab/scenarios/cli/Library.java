package org.s2slab.scenarios.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.ScenarioFile;
import org.s2slab.scenarios.script.ScriptException;
import org.s2slab.scenarios.script.TopologyFile;
import org.s2slab.scenarios.topology.TopologyPlan;

/**
 * The bundled scenarios and topologies, and those in files of one's own. What is bundled is named in an index, because a
 * class path cannot be listed; a test holds the index to the folders.
 */
public final class Library {
    private static final String SUFFIX = ".yaml";

    /** The names of the bundled scenarios, in the order they are best read. */
    public List<String> scenarioNames() {
        return index("scenarios");
    }

    /** The names of the bundled topologies. */
    public List<String> topologyNames() {
        return index("topologies");
    }

    /** All bundled scenarios. */
    public List<Scenario> scenarios() {
        return scenarioNames().stream().map(this::bundled).toList();
    }

    /**
     * The scenarios somebody asks for: bundled ones by name or glob, or files.
     *
     * @throws ScriptException when a word names none
     */
    public List<Scenario> find(List<String> words) {
        if (words.isEmpty()) {
            return scenarios();
        }
        List<Scenario> found = new ArrayList<>();
        words.forEach(word -> found.addAll(find(word)));
        return found;
    }

    private List<Scenario> find(String word) {
        if (word.endsWith(SUFFIX) || word.endsWith(".yml")) {
            Path file = Path.of(word);
            if (!Files.exists(file)) {
                throw new ScriptException(word, "there is no such file");
            }
            return List.of(whole(ScenarioFile.read(word, text(file))));
        }
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + word);
        List<String> names = scenarioNames().stream()
                .filter(name -> glob.matches(Path.of(name)))
                .toList();
        if (names.isEmpty()) {
            throw new ScriptException(word, "no scenario is called that; ./lab list shows all of them");
        }
        return names.stream().map(this::bundled).toList();
    }

    private Scenario bundled(String name) {
        return whole(alone(name));
    }

    private static Scenario alone(String name) {
        return ScenarioFile.read(name + SUFFIX, resource("scenarios/" + name + SUFFIX));
    }

    private Scenario whole(Scenario scenario) {
        Scenario whole = scenario;
        String then = scenario.then();
        if (then != null) {
            known(scenario, "then", then);
            whole = whole.followedBy(alone(then));
        }
        String after = scenario.after();
        if (after != null) {
            known(scenario, "after", after);
            whole = whole.following(bundled(after));
        }
        return whole;
    }

    private void known(Scenario scenario, String key, String name) {
        if (!scenarioNames().contains(name)) {
            throw new ScriptException(scenario.source(), key + ": no bundled scenario is called '" + name + "'");
        }
    }

    /**
     * A topology by its bundled name, or in a file.
     *
     * @throws ScriptException when there is none
     */
    public TopologyPlan topology(String name) {
        if (name.endsWith(SUFFIX) || name.endsWith(".yml")) {
            return TopologyFile.read(name, text(Path.of(name)));
        }
        if (!topologyNames().contains(name)) {
            throw new ScriptException(
                    name, "no topology is called that; there are " + String.join(", ", topologyNames()));
        }
        return TopologyFile.read(name + SUFFIX, resource("topologies/" + name + SUFFIX));
    }

    private static List<String> index(String folder) {
        return resource(folder + "/index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ScriptException(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private static String resource(String name) {
        try (InputStream in = Library.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new ScriptException(name, "is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
