package org.s2slab.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.NearestName;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.SourceFileReader;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Finds and reads scenarios and topologies: bundled files by name, and custom files by path. Resources list the bundled
 * names, because a class path cannot be listed. A test compares these lists with the folders.
 */
public final class ScenarioLibrary {
    private static final String SUFFIX = ".yaml";

    /** Maximum size of a file. The longest bundled file has 20,000 bytes. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    /** The names of the bundled scenarios, in the recommended order of reading. */
    public List<String> scenarioNames() {
        return ScenarioGroup.all().stream()
                .flatMap(group -> group.scenarios().stream())
                .toList();
    }

    /** The names of the bundled topologies. */
    public List<String> topologyNames() {
        return resource("topologies/index.txt").lines().toList();
    }

    /** All bundled scenarios. */
    public List<Scenario> scenarios() {
        return find(List.of("*"));
    }

    /**
     * The scenarios of a command line: the words are bundled names, globs, groups or files.
     *
     * @throws FileSyntaxException if a word matches no scenario
     */
    public List<Scenario> find(List<String> words) {
        if (words.isEmpty()) {
            return scenarios();
        }
        List<Scenario> found = new ArrayList<>();
        words.forEach(word -> found.addAll(find(word)));
        return found;
    }

    /**
     * The scenario with this name, or from this file.
     *
     * @throws FileSyntaxException if there is no such scenario, or if the word matches several scenarios
     */
    public Scenario one(String word) {
        List<Scenario> found = find(word);
        if (found.size() > 1) {
            throw new FileSyntaxException(
                    word,
                    "expected one scenario, but this name matches "
                            + found.stream().map(Scenario::name).toList());
        }
        return found.get(0);
    }

    private List<Scenario> find(String word) {
        return texts(word).stream()
                .map(file -> whole(ScenarioParser.read(file.source(), file.text())))
                .toList();
    }

    /** The content of a scenario file, and its name in messages. */
    public record Text(String source, String text) {}

    /**
     * The files of the scenarios that a word matches.
     *
     * @throws FileSyntaxException if the word matches no scenario
     */
    public List<Text> texts(String word) {
        if (isFile(word)) {
            return List.of(new Text(word, text(Path.of(word))));
        }
        List<String> names = ScenarioGroup.named(word)
                .map(ScenarioGroup::scenarios)
                .orElseGet(() -> matching(word, scenarioNames()));
        if (names.isEmpty()) {
            List<String> known = new ArrayList<>(scenarioNames());
            ScenarioGroup.all().forEach(group -> known.add(group.id()));
            throw new FileSyntaxException(
                    word, "there is no such scenario; ./lab list shows all of them" + NearestName.hint(word, known));
        }
        return names.stream().map(name -> bundled("scenarios", name)).toList();
    }

    /** The names that equal a word, or that match the word as a glob. */
    public static List<String> matching(String word, List<String> names) {
        try {
            PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + word);
            return names.stream().filter(name -> glob.matches(Path.of(name))).toList();
        } catch (PatternSyntaxException e) {
            throw new FileSyntaxException(word, "is not a name or a glob pattern: " + e.getDescription());
        }
    }

    /** The bundled file with this name in a folder. */
    public static Text bundled(String folder, String name) {
        return new Text(name + SUFFIX, resource(folder + "/" + name + SUFFIX));
    }

    public static boolean isFile(String word) {
        return word.endsWith(SUFFIX) || word.endsWith(".yml");
    }

    /**
     * A scenario together with the steps of the scenarios in its keys {@code after} and {@code then}.
     *
     * @throws FileSyntaxException if such a scenario does not exist, or follows itself
     */
    public Scenario whole(Scenario scenario) {
        return whole(scenario, Set.of());
    }

    private Scenario whole(Scenario scenario, Set<String> later) {
        Scenario whole = scenario;
        String then = scenario.chain().then();
        if (then != null) {
            whole = whole.followedBy(related(scenario, "then", then));
        }
        String after = scenario.chain().after();
        if (after != null) {
            if (later.contains(scenario.source())) {
                throw new FileSyntaxException(
                        scenario.source(), scenario.lineOf("after"), "after: the scenario would run before itself");
            }
            Set<String> known = new HashSet<>(later);
            known.add(scenario.source());
            whole = whole.following(whole(related(scenario, "after", after), known));
        }
        return whole;
    }

    /** The scenario that a key of another scenario names: bundled, or in a file in the same folder. */
    private Scenario related(Scenario scenario, String key, String name) {
        if (isFile(name)) {
            Path file = ScenarioSnapshot.beside(scenario, key, name);
            return ScenarioSnapshot.without(ScenarioParser.read(file.toString(), text(file)), scenario, key);
        }
        if (!scenarioNames().contains(name)) {
            throw new FileSyntaxException(
                    scenario.source(),
                    scenario.lineOf(key),
                    key + ": no bundled scenario is called '" + name + "'" + NearestName.hint(name, scenarioNames()));
        }
        Text file = bundled("scenarios", name);
        return ScenarioParser.read(file.source(), file.text());
    }

    /**
     * The topology of a scenario: bundled, or from a file in the scenario's folder.
     *
     * @throws FileSyntaxException if there is no such topology
     */
    public Topology topologyOf(Scenario scenario) {
        String name = scenario.topology();
        Topology saved = ScenarioSnapshot.topologyOf(scenario).orElse(null);
        if (saved != null) {
            return scenario.policiesOn(saved);
        }
        if (topologyNames().contains(name)) {
            return scenario.policiesOn(topology(name));
        }
        Path file = ScenarioSnapshot.beside(scenario, "topology", isFile(name) ? name : name + SUFFIX);
        if (!Files.exists(file)) {
            throw new FileSyntaxException(
                    scenario.source(),
                    scenario.lineOf("topology"),
                    "no topology is called '" + name + "', and there is no file " + file + "; expected one of "
                            + String.join(", ", topologyNames()) + NearestName.hint(name, topologyNames()));
        }
        return scenario.policiesOn(topology(file.toString()));
    }

    /** The scenario that configures a topology's trust: NAME-trust, or a file NAME-trust.yaml in the same folder. */
    public static String trustOf(String topology) {
        int end = isFile(topology) ? topology.lastIndexOf('.') : topology.length();
        return topology.substring(0, end) + "-trust" + topology.substring(end);
    }

    /** Whether a scenario belongs to this topology, or to a file with a topology of the same name. */
    boolean isPlayedOn(Scenario scenario, Topology plan) {
        String name = scenario.topology();
        return name.equals(plan.name())
                || (isFile(name) && topologyOf(scenario).name().equals(plan.name()));
    }

    /**
     * The bundled topology with this name, or the topology from this file.
     *
     * @throws FileSyntaxException if there is no such topology
     */
    public Topology topology(String name) {
        if (isFile(name)) {
            return TopologyParser.read(name, text(Path.of(name)));
        }
        if (!topologyNames().contains(name)) {
            throw new FileSyntaxException(
                    name,
                    "there is no such topology; expected one of " + String.join(", ", topologyNames())
                            + NearestName.hint(name, topologyNames()));
        }
        return TopologyParser.read(name + SUFFIX, resource("topologies/" + name + SUFFIX));
    }

    private static String text(Path file) {
        return SourceFileReader.text(file.toString(), file, MOST_BYTES);
    }

    /** The content of a bundled file. */
    public static String resource(String name) {
        try (InputStream in = ScenarioLibrary.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileSyntaxException(name, "is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
