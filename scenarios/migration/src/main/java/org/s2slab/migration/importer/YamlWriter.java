package org.s2slab.migration.importer;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes a YAML file of the lab. Quotes only texts that the reader would not read as text. */
final class YamlWriter {
    /** As the lab's files have it: sequences two columns in. */
    private static final int INDENT = 2;

    private YamlWriter() {}

    /**
     * The text of a file.
     *
     * @param comments lines that stand above it
     * @param content maps, lists, texts, truths
     */
    static String write(List<String> comments, Map<String, Object> content) {
        StringBuilder page = new StringBuilder();
        comments.forEach(
                line -> page.append(("# " + line.replaceAll("[\\p{Cntrl}\u2028\u2029\u0085]+", " ")).stripTrailing())
                        .append('\n'));
        String body = yaml().dump(content);
        // A line between steps; a text that stands in the file cannot begin a line, for it has no line of its own.
        return page.append(body.replaceAll("(?m)^(?=  - do: )", "\n").replaceFirst("steps:\n\n", "steps:\n"))
                .toString();
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        options.setDereferenceAliases(true);
        options.setIndent(INDENT * 2);
        options.setIndicatorIndent(INDENT);
        options.setIndentWithIndicator(false);
        return new Yaml(
                new SafeConstructor(new LoaderOptions()),
                new Representer(options),
                options,
                new LoaderOptions(),
                new LabResolver());
    }

    /** Resolves plain scalars as the lab's reader does: only the listed patterns are not text. */
    private static final class LabResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
            addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9][0-9]*)"), "-0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+"), "-0123456789");
        }
    }
}
