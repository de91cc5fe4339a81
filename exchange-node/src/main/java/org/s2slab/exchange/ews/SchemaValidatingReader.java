package org.s2slab.exchange.ews;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.xml.XmlLocation;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Wraps the XML reader of a request, and validates the operation and some headers while they are parsed. So a request
 * is read only once. Stores the first violation.
 */
final class SchemaValidatingReader extends StreamReaderDelegate {
    /** The error handler of the validators of this class. A validator resets its state if it gets another handler. */
    static final ErrorHandler STOP = new ErrorHandler() {
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

    /** The depth of headers and operations: the envelope is 0, the SOAP header and body are 1, their children are 2. */
    private static final int BLOCK_DEPTH = 2;

    private final ValidatorHandler own;
    private final Predicate<QName> headers;
    private final Predicate<QName> operations;
    private final Deque<XmlLocation> open = new ArrayDeque<>();
    private XmlLocation place = new XmlLocation(1, 1);
    private boolean inBody;
    /** The validator of the current element; null outside of a validated element. */
    private @Nullable ValidatorHandler validator;

    private @Nullable EwsFault violation;

    /**
     * @param validator a validator that no other reader uses, with the handler {@link #STOP}
     * @param headers which headers are validated
     * @param operations which operations are validated
     */
    SchemaValidatingReader(ValidatorHandler validator, Predicate<QName> headers, Predicate<QName> operations) {
        this.own = validator;
        this.headers = headers;
        this.operations = operations;
    }

    /** Wraps a reader with this view. */
    XMLStreamReader over(XMLStreamReader reader) {
        setParent(reader);
        return this;
    }

    /** ErrorSchemaValidation with the first violation; empty for a valid request. */
    Optional<EwsFault> violation() {
        return Optional.ofNullable(violation);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (violation == null) {
            try {
                validate(event);
            } catch (SAXException e) {
                violation = EwsFault.schema(place, sentence(e));
            }
        }
        return event;
    }

    private void validate(int event) throws SAXException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (validator != null) {
                    validator.characters(getTextCharacters(), getTextStart(), getTextLength());
                }
            }
            default -> {}
        }
    }

    private void end() throws SAXException {
        place = open.pop();
        if (validator != null) {
            validator.endElement(namespace(), getLocalName(), getLocalName());
            if (open.size() == BLOCK_DEPTH) {
                validator.endDocument();
                validator = null;
            }
        }
    }

    private void start() throws SAXException {
        Location location = getLocation();
        // The product reports the column of the name, not of the bracket before it.
        place = new XmlLocation(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()) + 1);
        open.push(place);
        if (open.size() == BLOCK_DEPTH) {
            inBody = getLocalName().equals("Body");
        } else if (open.size() == BLOCK_DEPTH + 1 && (inBody ? operations : headers).test(getName())) {
            validator = own;
            validator.startDocument();
        }
        if (validator != null) {
            start(validator);
        }
    }

    private void start(ValidatorHandler handler) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        for (int i = 0; i < getAttributeCount(); i++) {
            String namespace = getAttributeNamespace(i) == null ? "" : getAttributeNamespace(i);
            String name = getAttributeLocalName(i);
            String value = getAttributeValue(i);
            if (name.equals("type") && namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                declarePrefix(handler, value);
            }
            attributes.addAttribute(namespace, name, name, "CDATA", value);
        }
        handler.startElement(namespace(), getLocalName(), getLocalName(), attributes);
    }

    /** Declares the prefix of an xsi:type value. Other values contain no prefixes. */
    private void declarePrefix(ValidatorHandler handler, String qualifiedName) throws SAXException {
        int colon = qualifiedName.indexOf(':');
        String prefix = colon < 0 ? "" : qualifiedName.substring(0, colon).strip();
        String uri = getNamespaceURI(prefix);
        if (uri != null) {
            handler.startPrefixMapping(prefix, uri);
        }
    }

    private String namespace() {
        return getNamespaceURI() == null ? "" : getNamespaceURI();
    }

    /** The message of the validator without the error number at its start. */
    private static String sentence(SAXException e) {
        String message = e.getMessage() == null ? "The request does not follow the schema." : e.getMessage();
        return message.startsWith("cvc-") ? message.substring(message.indexOf(": ") + 2) : message;
    }
}
