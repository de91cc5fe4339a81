package org.s2slab.engine.text;

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

/** Writes a YAML file of the lab. Only texts that the lab's parser would not read as text are quoted. */
public final class YamlWriter {
    /** The indentation of the lab's files: sequences begin two columns further right. */
    private static final int INDENT = 2;

    private YamlWriter() {}

    /**
     * The text of a file.
     *
     * @param comments lines above the content
     * @param content maps, lists, texts and booleans
     */
    public static String write(List<String> comments, Map<String, Object> content) {
        StringBuilder page = new StringBuilder();
        comments.forEach(
                line -> page.append(("# " + line.replaceAll("[\\p{Cntrl}\u2028\u2029\u0085]+", " ")).stripTrailing())
                        .append('\n'));
        String body = yaml().dump(content);
        // Puts an empty line between steps. The pattern cannot match inside a text, because no text has its own lines.
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

    /** Resolves plain scalars as the lab's parser does: only the listed patterns are not text. */
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
