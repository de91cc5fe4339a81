package org.s2slab.xml;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes a document from the root element inwards; declares each namespace at its first use. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean tagOpen;
    private String unprefixed = "none";

    /** An open element, with the prefixes in scope inside it. */
    private record Open(String tag, Map<String, String> scope) {}

    /** Makes a namespace the default namespace: further elements of this namespace have no prefix. */
    public XmlWriter unprefixed(XmlNamespace namespace) {
        unprefixed = namespace.uri();
        return this;
    }

    /** Starts an element; attributes may follow, then children or text, then {@link #close}. */
    public XmlWriter open(XmlNamespace given, String name) {
        endTag();
        XmlNamespace namespace = given.uri().equals(unprefixed) ? new XmlNamespace("", given.uri()) : given;
        String tag = namespace.prefix().isEmpty() ? name : namespace.prefix() + ":" + name;
        out.append('<').append(tag);
        tagOpen = true;
        open.push(new Open(tag, open.isEmpty() ? Map.of() : open.element().scope()));
        return declare(namespace);
    }

    /** Declares a namespace on the element just started, unless it is in scope already. */
    public XmlWriter declare(XmlNamespace namespace) {
        Open here = open.element();
        if (namespace.uri().equals(here.scope().getOrDefault(namespace.prefix(), ""))) {
            return this;
        }
        Map<String, String> scope = new HashMap<>(here.scope());
        scope.put(namespace.prefix(), namespace.uri());
        open.pop();
        open.push(new Open(here.tag(), scope));
        return attribute(namespace.prefix().isEmpty() ? "xmlns" : "xmlns:" + namespace.prefix(), namespace.uri());
    }

    /** Adds an attribute to the element just started. */
    public XmlWriter attribute(String name, String value) {
        if (!tagOpen) {
            throw new IllegalStateException("attribute " + name + " after content");
        }
        out.append(' ').append(name).append("=\"");
        XmlText.append(out, value, true);
        out.append('"');
        return this;
    }

    /** Adds an attribute of a namespace, for instance {@code i:nil}. */
    public XmlWriter attribute(XmlNamespace namespace, String name, String value) {
        return declare(namespace).attribute(namespace.prefix() + ":" + name, value);
    }

    public XmlWriter text(String text) {
        endTag();
        XmlText.append(out, text, false);
        return this;
    }

    /** Ends the innermost element. */
    public XmlWriter close() {
        Open done = open.pop();
        if (tagOpen) {
            out.append("/>");
            tagOpen = false;
        } else {
            out.append("</").append(done.tag()).append('>');
        }
        return this;
    }

    /** Writes a whole element with text. */
    public XmlWriter element(XmlNamespace namespace, String name, String text) {
        return open(namespace, name).text(text).close();
    }

    /** Writes a whole element with a boolean. */
    public XmlWriter element(XmlNamespace namespace, String name, boolean truth) {
        return element(namespace, name, Boolean.toString(truth));
    }

    /** Writes a whole element with a number. */
    public XmlWriter element(XmlNamespace namespace, String name, long number) {
        return element(namespace, name, Long.toString(number));
    }

    /** Writes an element. A function writes its content for each value, in order. */
    public <T> XmlWriter list(XmlNamespace namespace, String name, Iterable<T> values, Consumer<? super T> each) {
        open(namespace, name);
        values.forEach(each);
        return close();
    }

    /** Writes the same as {@link #list}, but nothing without values. */
    public <T> XmlWriter listIfAny(
            XmlNamespace namespace, String name, Collection<T> values, Consumer<? super T> each) {
        return values.isEmpty() ? this : list(namespace, name, values, each);
    }

    /** Writes a parsed element with its content, all in the given namespace. */
    public XmlWriter copy(XmlNamespace namespace, XmlElement element) {
        open(namespace, element.name());
        element.attributes().forEach(this::attribute);
        element.children().forEach(child -> copy(namespace, child));
        return element.children().isEmpty() && element.text().isEmpty()
                ? close()
                : text(element.text()).close();
    }

    /** Writes an element with its content, each part in its own namespace, which must be one of these. */
    public XmlWriter copy(XmlElement element, XmlNamespace... namespaces) {
        XmlNamespace own = Arrays.stream(namespaces)
                .filter(namespace -> namespace.uri().equals(element.namespace()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("namespace: '" + element.namespace() + "'"));
        open(own, element.name());
        element.attributes().forEach(this::attribute);
        element.children().forEach(child -> copy(child, namespaces));
        return element.text().isEmpty() ? close() : text(element.text()).close();
    }

    /** Returns the document. Every element must be closed. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open.element().tag());
        }
        return out.toString();
    }

    private void endTag() {
        if (tagOpen) {
            out.append('>');
            tagOpen = false;
        }
    }
}
