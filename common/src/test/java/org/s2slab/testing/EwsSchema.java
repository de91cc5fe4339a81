package org.s2slab.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The schema that Exchange publishes to its clients, by which a fake Exchange refuses a whole call as the node does. */
public final class EwsSchema {
    /** Beside the module whose tests run. */
    private static final Path PUBLISHED = Path.of("../exchange-node/src/main/resources/ews/messages.xsd");

    private static final Schema SCHEMA = compile();

    private EwsSchema() {}

    /** What is wrong with a SOAP request, or empty where Exchange looks at the operation. */
    public static Optional<String> violation(byte[] envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new ByteArrayInputStream(envelope));
            Element operation = element(document.getDocumentElement().getLastChild());
            SCHEMA.newValidator().validate(new DOMSource(operation));
            return Optional.empty();
        } catch (SAXException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Element element(Node body) throws SAXException {
        for (Node child = body == null ? null : body.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return element;
            }
        }
        throw new SAXException("the SOAP body holds no operation");
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
}
