package org.s2slab.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Parses a document into elements. Refuses document type declarations, so no entity is expanded or fetched. */
public final class XmlReader {
    /** Maximum nesting. A restriction of 255 nested search expressions has 262 levels. */
    private static final int DEEPEST = 300;

    /** Maximum number of elements of one document. A request for 1,000 items has some 3,000. */
    private static final long MOST_ELEMENTS = 200_000;

    private static final int MOST_ATTRIBUTES = 100;

    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    /**
     * Parses a whole document in its own encoding.
     *
     * @throws XmlSyntaxException with the place and the fault
     */
    public static XmlElement read(byte[] document) {
        return read(document, UnaryOperator.identity());
    }

    /**
     * Parses a whole document. The view wraps the reader, sees every event, and must not change an event.
     *
     * @throws XmlSyntaxException with the place and the fault
     */
    public static XmlElement read(byte[] document, UnaryOperator<XMLStreamReader> view) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return root(view.apply(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new XmlSyntaxException(place(e.getLocation()), sentence(e));
        }
    }

    private static XmlElement root(XMLStreamReader reader) throws XMLStreamException {
        XmlElement root = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XmlSyntaxException(
                        place(reader.getLocation()), "A document type declaration is prohibited in this document.");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                root = element(reader);
            }
        }
        if (root == null) {
            throw new XmlSyntaxException(new XmlLocation(1, 1), "Root element is missing.");
        }
        return root;
    }

    private static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        String name = reader.getLocalName();
        XmlLocation place = place(reader.getLocation());
        Map<String, String> attributes = attributes(reader);
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XmlSyntaxException(
                            place(reader.getLocation()),
                            "Reference to undeclared entity '" + reader.getLocalName() + "'.");
                default -> {}
            }
        }
        return new XmlElement(namespace, name, attributes, children, children.isEmpty() ? text.toString() : "", place);
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private static XmlLocation place(Location location) {
        return location == null
                ? new XmlLocation(1, 1)
                : new XmlLocation(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    private static String sentence(XMLStreamException e) {
        String message = e.getMessage() == null ? "The document is not well-formed." : e.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // With lazy parsing, errors would occur later, when their place is unknown.
        factory.getConfig().doParseLazily(false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MOST_ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        return factory;
    }
}
