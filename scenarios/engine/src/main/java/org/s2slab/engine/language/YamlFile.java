package org.s2slab.engine.language;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.FileSyntaxException;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses YAML with line numbers. Only the plain scalars {@code true}, {@code false}, {@code null} and decimal numbers
 * are converted. Other scalars are text, so that {@code on:}, {@code no} and dates stay as written.
 */
record YamlFile(String source) {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    /** @throws FileSyntaxException if the text is not YAML, or if a key occurs twice */
    static YamlNode read(String source, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new FileSyntaxException(source, line, "this is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new FileSyntaxException(source, "this is not YAML the lab reads: " + e.getMessage());
        }
        if (root == null) {
            throw new FileSyntaxException(source, 1, "the file is empty");
        }
        return new YamlFile(source).located(root);
    }

    private YamlNode located(Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof MappingNode mapping) {
            return YamlNode.mapping(line, entries(mapping));
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(located(item)));
            return YamlNode.sequence(line, items);
        }
        if (node instanceof ScalarNode scalar) {
            return YamlNode.scalar(line, value(scalar));
        }
        throw new FileSyntaxException(source, line, "aliases are not part of the language");
    }

    private Map<String, YamlNode> entries(MappingNode mapping) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new FileSyntaxException(source, line, "a key must be plain text");
            }
            YamlNode earlier =
                    entries.put(key.getValue(), located(tuple.getValueNode()).at(line));
            if (earlier != null) {
                throw new FileSyntaxException(
                        source,
                        line,
                        "'" + key.getValue() + "' is given twice, first with the value on line " + earlier.line());
            }
        }
        return entries;
    }

    private static @Nullable Object value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return text;
        }
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
