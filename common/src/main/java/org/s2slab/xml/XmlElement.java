package org.s2slab.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element of an XML document.
 *
 * @param namespace its namespace; empty without a namespace
 * @param name its local name
 * @param attributes attributes without namespace, by name; in the order in which they are written
 * @param children child elements in document order
 * @param text its own character data; empty if it has child elements
 * @param place the place after its start tag; line 1, column 1 if the element was not parsed
 */
public record XmlElement(
        String namespace,
        String name,
        Map<String, String> attributes,
        List<XmlElement> children,
        String text,
        XmlLocation place) {
    private static final XmlLocation NOWHERE = new XmlLocation(1, 1);

    public XmlElement {
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** Creates an element with child elements. */
    public static XmlElement of(XmlNamespace namespace, String name, List<XmlElement> children) {
        return new XmlElement(namespace.uri(), name, Map.of(), children, "", NOWHERE);
    }

    /** Creates an element with text. */
    public static XmlElement of(XmlNamespace namespace, String name, String text) {
        return new XmlElement(namespace.uri(), name, Map.of(), List.of(), text, NOWHERE);
    }

    /** Returns this element with one more attribute. */
    public XmlElement with(String attributeName, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attributeName, value);
        return new XmlElement(namespace, name, more, children, text, place);
    }

    /** Returns this element with other child elements. */
    public XmlElement withChildren(List<XmlElement> others) {
        return new XmlElement(namespace, name, attributes, others, text, place);
    }

    /** Returns this element with a text as its only content. */
    public XmlElement withText(String other) {
        return new XmlElement(namespace, name, attributes, List.of(), other, place);
    }

    /** Whether the element has this namespace and local name. */
    public boolean is(XmlNamespace expected, String localName) {
        return name.equals(localName) && namespace.equals(expected.uri());
    }

    /** The first child with this local name, in any namespace. */
    public Optional<XmlElement> child(String localName) {
        for (XmlElement child : children) {
            if (child.name.equals(localName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** All children with this local name. */
    public List<XmlElement> children(String localName) {
        return children.stream().filter(child -> child.name.equals(localName)).toList();
    }

    /** The children of the first child with that local name; empty if there is no such child. */
    public List<XmlElement> childrenOf(String localName) {
        return child(localName).map(XmlElement::children).orElse(List.of());
    }

    /** The text of the first child with this name. */
    public Optional<String> childText(String localName) {
        return child(localName).map(XmlElement::text);
    }

    /** The text of the first child with this name, or another text without such a child. */
    public String childText(String localName, String otherwise) {
        return childText(localName).orElse(otherwise);
    }

    /** The integer in the first child with this name, or another number without such a child. */
    public int childNumber(String localName, int otherwise) {
        return childText(localName).map(String::strip).map(Integer::parseInt).orElse(otherwise);
    }

    /** The element at the end of a path of local names, always the first child; this element for no path. */
    public Optional<XmlElement> at(String... path) {
        Optional<XmlElement> here = Optional.of(this);
        for (String step : path) {
            here = here.flatMap(element -> element.child(step));
        }
        return here;
    }

    /** The text at the end of a path, without XML's white space around it; null if it is blank or does not exist. */
    public @Nullable String textAt(String... path) {
        return at(path).map(end -> end.text.trim())
                .filter(found -> !found.isEmpty())
                .orElse(null);
    }

    /** This element and all its descendants, in document order. */
    public Stream<XmlElement> tree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::tree));
    }

    /** The first descendant with this local name, in document order. */
    public Optional<XmlElement> find(String localName) {
        return tree().skip(1).filter(below -> below.name.equals(localName)).findFirst();
    }

    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName));
    }

    /** The value of an attribute, or another text without such an attribute. */
    public String attribute(String attributeName, String otherwise) {
        return attributes.getOrDefault(attributeName, otherwise);
    }

    /** Whether an attribute is present and true, in either spelling of XML Schema. */
    public boolean isTrue(String attributeName) {
        return isTrueText(attributes.getOrDefault(attributeName, ""));
    }

    /** Whether a child is present and its text is true, in either spelling of XML Schema. */
    public boolean isChildTrue(String localName) {
        return childText(localName).filter(XmlElement::isTrueText).isPresent();
    }

    /** Whether a text is the boolean true, in either spelling of XML Schema. */
    public static boolean isTrueText(String text) {
        return text.strip().equals("true") || text.strip().equals("1");
    }
}
