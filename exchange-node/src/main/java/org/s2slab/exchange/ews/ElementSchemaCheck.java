package org.s2slab.exchange.ews;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.ValidatorHandler;
import org.s2slab.xml.XmlLocation;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/** Validates one header or body element while it is parsed, event by event, so that the request is read only once. */
final class ElementSchemaCheck {
    private static final ErrorHandler STOP = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };

    private final ValidatorHandler validator;
    private final Deque<XmlLocation> open = new ArrayDeque<>();
    private XmlLocation place = new XmlLocation(1, 1);

    ElementSchemaCheck(ValidatorHandler validator) {
        this.validator = validator;
        validator.setErrorHandler(STOP);
    }

    /**
     * Reads from a start tag to its end tag.
     *
     * @throws EwsFault ErrorSchemaValidation at the first violation
     */
    void read(XMLStreamReader reader) throws XMLStreamException {
        try {
            validator.startDocument();
            start(reader);
            while (!open.isEmpty()) {
                next(reader);
            }
            validator.endDocument();
        } catch (SAXException e) {
            throw EwsFault.schema(place, violation(e));
        }
    }

    private void next(XMLStreamReader reader) throws XMLStreamException, SAXException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> {
                place = open.pop();
                validator.endElement(namespace(reader), reader.getLocalName(), reader.getLocalName());
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                validator.characters(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            default -> {}
        }
    }

    private void start(XMLStreamReader reader) throws SAXException {
        Location location = reader.getLocation();
        // The product counts to the name and not to the bracket before it.
        place = new XmlLocation(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()) + 1);
        open.push(place);
        AttributesImpl attributes = new AttributesImpl();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i) == null ? "" : reader.getAttributeNamespace(i);
            String name = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            if (name.equals("type") && namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                declarePrefix(reader, value);
            }
            attributes.addAttribute(namespace, name, name, "CDATA", value);
        }
        validator.startElement(namespace(reader), reader.getLocalName(), reader.getLocalName(), attributes);
    }

    /** The only values that name things by prefix are those of xsi:type. */
    private void declarePrefix(XMLStreamReader reader, String qualifiedName) throws SAXException {
        int colon = qualifiedName.indexOf(':');
        String prefix = colon < 0 ? "" : qualifiedName.substring(0, colon).strip();
        String uri = reader.getNamespaceURI(prefix);
        if (uri != null) {
            validator.startPrefixMapping(prefix, uri);
        }
    }

    private static String namespace(XMLStreamReader reader) {
        return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    }

    /** The validator's sentence without its own number in front. */
    private static String violation(SAXException e) {
        String message = e.getMessage() == null ? "The request does not follow the schema." : e.getMessage();
        return message.startsWith("cvc-") ? message.substring(message.indexOf(": ") + 2) : message;
    }
}
