package org.s2slab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The schema that Exchange publishes to its clients, by which a fake Exchange refuses a whole call as the node does. */
public final class EwsSchema {
    /** Beside the module whose tests run. */
    private static final Path PUBLISHED = Path.of("../exchange-node/src/main/resources/ews/messages.xsd");

    private static final Schema SCHEMA = compile();

    private static final String TEXT = text();

    private EwsSchema() {}

    /** Whether there is such an operation. */
    public static boolean describes(String operation) {
        return TEXT.contains("\n  <xs:element name=\"" + operation + "\"");
    }

    /** What is wrong with an operation, or empty where Exchange looks at it. */
    public static Optional<String> violation(Element operation) {
        try {
            SCHEMA.newValidator().validate(new DOMSource(operation));
            return Optional.empty();
        } catch (SAXException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Schema compile() {
        if (!Files.exists(PUBLISHED)) {
            throw new IllegalStateException("no schema at " + PUBLISHED.toAbsolutePath());
        }
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(PUBLISHED.toFile());
        } catch (SAXException e) {
            throw new IllegalStateException("the published schema does not compile: " + e.getMessage(), e);
        }
    }

    private static String text() {
        try {
            return Files.readString(PUBLISHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
