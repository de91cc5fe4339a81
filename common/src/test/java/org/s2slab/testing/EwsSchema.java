package org.s2slab.testing;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.s2slab.ews.EwsSchemaTable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Validates requests against the schema of Exchange Web Services, so that a fake Exchange refuses invalid calls as the
 * node does.
 */
public final class EwsSchema {
    private static final Schema SCHEMA = compile();

    private EwsSchema() {}

    /** Whether the schema contains a request for an operation. */
    public static boolean describes(String operation) {
        return EwsSchemaTable.requests().contains(operation);
    }

    /** The schema violation of an operation, or empty for a valid operation. */
    public static Optional<String> violation(Element operation) {
        try {
            SCHEMA.newValidator().validate(new DOMSource(operation));
            return Optional.empty();
        } catch (SAXException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Schema compile() {
        // The file with the types comes first, so that the validator does not resolve the import in the file with the
        // messages.
        Source[] files = {
            new StreamSource(new StringReader(EwsSchemaTable.types()), "types.xsd"),
            new StreamSource(new StringReader(EwsSchemaTable.messages()), "messages.xsd")
        };
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(files);
        } catch (SAXException e) {
            throw new IllegalStateException("the published schema does not compile: " + e.getMessage(), e);
        }
    }
}
