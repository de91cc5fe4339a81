package org.s2slab.sharepoint.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of an answer, found by local names. */
public final class Xml {
    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    /** Reads a document without type declaration; fails with PARTNER_UNREACHABLE where it is none: no answer was read. */
    static Xml read(byte[] document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Xml(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Exchange answered no XML: " + e.getMessage());
        }
    }

    public String name() {
        return element.getLocalName();
    }

    public String attribute(String name) {
        return element.getAttribute(name);
    }

    public String text() {
        return element.getTextContent();
    }

    /** Child elements, all or those of a name. */
    public List<Xml> children(String... names) {
        List<Xml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && (names.length == 0 || List.of(names).contains(child.getLocalName()))) {
                found.add(new Xml(child));
            }
        }
        return found;
    }

    /** The first element down a path of names. */
    public Optional<Xml> at(String... path) {
        Xml here = this;
        for (String name : path) {
            List<Xml> next = here.children(name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get(0);
        }
        return Optional.of(here);
    }

    /** The text down a path, or null. */
    public @Nullable String textAt(String... path) {
        return at(path).map(Xml::text).orElse(null);
    }
}
