package org.s2slab.engine.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A YAML file with placeholders such as {@code ${node}}. A text that consists of one placeholder becomes the
 * placeholder's value, which may be a number, a list or a mapping.
 */
record ManifestTemplate(Object content) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /** The template in a file among the resources. */
    static ManifestTemplate of(String name) {
        String file = "/containers/" + name;
        try (InputStream in = Objects.requireNonNull(ManifestTemplate.class.getResourceAsStream(file), file)) {
            return new ManifestTemplate(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** The content with values in place of the placeholders. */
    Object filled(Map<String, ?> values) {
        return filled(content, values);
    }

    private static Object filled(Object node, Map<String, ?> values) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> made = new LinkedHashMap<>();
            map.forEach((key, value) -> made.put(key, filled(value, values)));
            return made;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(one -> filled(one, values)).toList();
        }
        if (!(node instanceof String text)) {
            return node;
        }
        Matcher whole = PLACEHOLDER.matcher(text);
        return whole.matches()
                ? value(values, whole.group(1))
                : whole.replaceAll(found -> Matcher.quoteReplacement(String.valueOf(value(values, found.group(1)))));
    }

    private static Object value(Map<String, ?> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** The text of a YAML file with these documents. */
    static String text(List<String> comments, List<?> documents) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setDereferenceAliases(true);
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
        StringBuilder page = new StringBuilder();
        comments.forEach(line -> page.append("# ").append(line).append('\n'));
        for (int i = 0; i < documents.size(); i++) {
            page.append(i == 0 ? "" : "---\n").append(yaml.dump(documents.get(i)));
        }
        return page.toString();
    }
}
