package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.text.FileSyntaxException;

/** Parses a scenario file. An unknown key or value is an error with the file, the line and the known values. */
public final class ScenarioParser {
    private static final Set<String> EVERYWHERE = Set.of("do", "as", "expect", "hops", "never");

    private ScenarioParser() {}

    /** Whether a file is a scenario, by its keys. */
    public static boolean isOne(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        return root.get("scenario") != null || root.get("steps") != null;
    }

    /**
     * Parses a scenario file.
     *
     * @param source the file's name, for messages
     * @throws FileSyntaxException with every problem
     */
    public static Scenario read(String source, String text) {
        return ScriptProblems.none(problems -> read(problems, source, text));
    }

    /**
     * Parses a file that may have problems. The method adds them to {@code problems}, and returns a scenario with the
     * valid parts.
     *
     * @throws FileSyntaxException if the file is not YAML
     */
    public static Scenario read(ScriptProblems problems, String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        ScenarioSchema.FILE.check(problems, source, root);
        if (root.get("then") == null && root.items("steps").isEmpty()) {
            problems.add(source, root.line(), "a scenario needs at least one step");
        }
        if (root.get("snapshot") != null && root.get("at") != null) {
            problems.add(source, root.line(), "'at' and 'snapshot': a snapshot already has its clocks; leave 'at' out");
        }
        return new Scenario(
                source,
                root.stripped("scenario"),
                root.stripped("shows"),
                root.stripped("topology"),
                new Scenario.Chain(root.text("after"), root.text("then"), 0),
                cells(source, root),
                steps(problems, source, root, "steps"),
                sentences(problems, source, root, "hops"),
                sentences(problems, source, root, "never"),
                root);
    }

    private static List<MatrixCell> cells(String source, YamlNode root) {
        ScriptProblems told = new ScriptProblems();
        YamlNode cells = root.get("cells");
        if (cells != null) {
            ScenarioSchema.CELLS.check(told, source, cells);
        }
        return told.isEmpty() ? MatrixCell.in(cells) : List.of();
    }

    /**
     * Parses a list of steps in a file that has several lists by name; empty if the file does not have the list.
     *
     * @param source the file's name, for messages
     * @throws FileSyntaxException with every problem
     */
    public static List<Step> list(String source, String text, String name) {
        YamlNode root = YamlFile.read(source, text);
        return ScriptProblems.none(problems -> {
            root.items(name).forEach(step -> ScenarioSchema.STEP.check(problems, source, step));
            return steps(problems, source, root, name);
        });
    }

    /** The steps under a key; items that are not a mapping are left out. */
    static List<Step> steps(ScriptProblems problems, String source, YamlNode node, String key) {
        List<Step> read = new ArrayList<>();
        node.items(key).forEach(step -> step(problems, source, step).ifPresent(read::add));
        return read;
    }

    /** Parses one step; empty if it is not a mapping. The schema has already reported this problem. */
    static Optional<Step> step(ScriptProblems problems, String source, YamlNode node) {
        if (node.entries() == null) {
            return Optional.empty();
        }
        StepKind kind = new StepForm(problems, source, node).check();
        JsonObject fields = new JsonObject();
        JsonObject expectation = new JsonObject();
        node.members().forEach((key, value) -> {
            if (key.equals("expect")) {
                expectation.mergeIn(value.object());
            } else if (!EVERYWHERE.contains(key)) {
                fields.put(key, value.plain());
            }
        });
        return Optional.of(new Step(
                source,
                node,
                node.stripped("do"),
                kind,
                fields,
                node.text("as"),
                expectation,
                sentences(problems, source, node, "hops"),
                sentences(problems, source, node, "never")));
    }

    /** The sentences under a key; empty if the mapping does not have the key. */
    static List<HopSentence> sentences(ScriptProblems problems, String source, YamlNode node, String key) {
        YamlNode entry = node.get(key);
        if (entry == null) {
            return List.of();
        }
        List<HopSentence> read = new ArrayList<>();
        List<YamlNode> lines = entry.items() == null ? List.of(entry) : entry.items();
        if (lines.isEmpty()) {
            problems.add(source, entry.line(), "'" + key + "' names no hop; name one, or leave '" + key + "' out");
        }
        for (YamlNode line : lines) {
            try {
                read.add(HopSentence.parse(String.valueOf(line.scalar())));
            } catch (IllegalArgumentException e) {
                problems.add(source, line.line(), String.valueOf(e.getMessage()));
            }
        }
        return read;
    }
}
