package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/**
 * Finds values in an XML document by local names; prefixes are ignored. {@code Group/DisplayName} can begin at any
 * element, each further name is a child, and {@code @Id} is an attribute.
 */
public final class XmlPath {
    private static final Pattern SLASH = Pattern.compile("/");

    private final XmlElement root;

    private XmlPath(XmlElement root) {
        this.root = root;
    }

    /** @throws IllegalArgumentException if the text is not XML */
    public static XmlPath of(String text) {
        try {
            return new XmlPath(XmlReader.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (XmlSyntaxException e) {
            throw new IllegalArgumentException("the answer is no XML: " + e.detail(), e);
        }
    }

    /** The text of every element or attribute that the path finds, in document order. */
    public List<String> texts(String path) {
        String[] steps = SLASH.split(path.replaceFirst("^/+", ""), -1);
        Stream<XmlElement> here = root.tree().filter(element -> element.name().equals(steps[0]));
        for (int i = 1; i < steps.length; i++) {
            String step = steps[i];
            if (step.startsWith("@")) {
                return here.flatMap(element -> element.attribute(step.substring(1)).stream())
                        .toList();
            }
            here = here.flatMap(element -> element.children(step).stream());
        }
        return here.map(XmlPath::text).toList();
    }

    /** Every element with this local name, as the root of further paths. */
    public List<XmlPath> each(String name) {
        return root.tree()
                .skip(1)
                .filter(element -> element.name().equals(name))
                .map(XmlPath::new)
                .toList();
    }

    /** The first element of each name, with its attributes and its text ({@code text}), for later references. */
    JsonObject firsts() {
        JsonObject firsts = new JsonObject();
        root.tree().filter(element -> !firsts.containsKey(element.name())).forEach(element -> {
            JsonObject first = new JsonObject().put("text", text(element));
            element.attributes().forEach(first::put);
            firsts.put(element.name(), first);
        });
        return firsts;
    }

    /** All text in an element and its descendants. */
    private static String text(XmlElement element) {
        return element.tree()
                .map(XmlElement::text)
                .collect(Collectors.joining())
                .strip();
    }
}
