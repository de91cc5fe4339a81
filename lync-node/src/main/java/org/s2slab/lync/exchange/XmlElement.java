package org.s2slab.lync.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One element of a partner's XML answer, by local names; a document type declaration is never read. */
public final class XmlElement {
    /** Deeper nesting than any answer of Exchange has; stops a bomb. */
    private static final int MAXIMUM_DEPTH = 64;

    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlElement(String name) {
        this.name = name;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads a document.
     *
     * @throws XMLStreamException when it is not well-formed, has a document type declaration, or nests too deep
     */
    public static XmlElement parse(Buffer document) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document.getBytes()));
        Deque<XmlElement> open = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = start(reader);
                    XmlElement parent = open.peek();
                    if (parent == null) {
                        root = element;
                    } else {
                        parent.children.add(element);
                    }
                    open.push(element);
                    check(open.size() <= MAXIMUM_DEPTH, "nested deeper than " + MAXIMUM_DEPTH);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(open.peek(), reader);
                case XMLStreamConstants.DTD -> check(false, "a document type declaration");
                default -> {}
            }
        }
        check(root != null, "no element");
        return Objects.requireNonNull(root);
    }

    private static XmlElement start(XMLStreamReader reader) {
        XmlElement element = new XmlElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return element;
    }

    private static void append(@Nullable XmlElement element, XMLStreamReader reader) {
        if (element != null) {
            element.text.append(reader.getText());
        }
    }

    private static void check(boolean condition, String what) throws XMLStreamException {
        if (!condition) {
            throw new XMLStreamException("the answer has " + what);
        }
    }

    public String name() {
        return name;
    }

    /** The text directly in this element, trimmed. */
    public String text() {
        return text.toString().trim();
    }

    /** An attribute's value, or null. */
    public @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    public List<XmlElement> children() {
        return List.copyOf(children);
    }

    /** The children of this name, in order. */
    public List<XmlElement> children(String child) {
        return children.stream().filter(element -> element.name.equals(child)).toList();
    }

    /** The first element at the end of this path of child names. */
    public Optional<XmlElement> at(String... path) {
        Optional<XmlElement> element = Optional.of(this);
        for (String step : path) {
            element = element.flatMap(parent -> parent.children(step).stream().findFirst());
        }
        return element;
    }

    /** The text of the element at the end of this path, or null where there is none or it is empty. */
    public @Nullable String textAt(String... path) {
        return at(path).map(XmlElement::text).filter(value -> !value.isEmpty()).orElse(null);
    }

    /** The first element of this name anywhere below, in document order. */
    public Optional<XmlElement> find(String wanted) {
        for (XmlElement child : children) {
            Optional<XmlElement> found = child.name.equals(wanted) ? Optional.of(child) : child.find(wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
