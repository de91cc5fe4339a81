package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Checks what stands in SOAP bodies against the schemas we serve, and against Exchange's own where they are at hand. */
public final class AnswerSchemas {
    private static final List<Schema> SCHEMAS = schemas();

    private AnswerSchemas() {}

    /** Fails when the first child of the body, or of a fault's detail, does not follow every schema. */
    public static void check(String envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(envelope)));
            NodeList bodies = document.getElementsByTagNameNS(EwsNames.SOAP.uri(), "Body");
            Node child = bodies.item(0).getFirstChild();
            while (!(child instanceof Element)) {
                child = child.getNextSibling();
            }
            if (EwsNames.SOAP.uri().equals(child.getNamespaceURI())) {
                return;
            }
            withAnId(document);
            SCHEMAS.get(0).newValidator().validate(new DOMSource(child));
            asPublished(document, "Notifications");
            asPublished(document, "ErrorSubscriptionIds");
            for (Schema schema : SCHEMAS) {
                if (schema != SCHEMAS.get(0)) {
                    schema.newValidator().validate(new DOMSource(child));
                }
            }
        } catch (SAXException e) {
            fail(e.getMessage() + " in\n" + envelope);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Puts what stands in a list into the namespace where Exchange's schema has it; Exchange's own samples, and what its
     * clients read, have it in the other.
     */
    private static void asPublished(Document document, String list) {
        NodeList lists = document.getElementsByTagNameNS(EwsNames.MESSAGES.uri(), list);
        for (int i = 0; i < lists.getLength(); i++) {
            NodeList entries = lists.item(i).getChildNodes();
            for (int j = 0; j < entries.getLength(); j++) {
                Node entry = entries.item(j);
                document.renameNode(entry, EwsNames.TYPES.uri(), "t:" + entry.getLocalName());
            }
        }
    }

    /** Exchange's own sample has no id in the list where nothing was updated; its schema wants one. */
    private static void withAnId(Document document) {
        NodeList lists = document.getElementsByTagNameNS(EwsNames.MESSAGES.uri(), "UpdatedItemIds");
        if (lists.getLength() == 1 && !lists.item(0).hasChildNodes()) {
            Element id = document.createElementNS(EwsNames.TYPES.uri(), "ItemId");
            id.setAttribute("Id", "");
            lists.item(0).appendChild(id);
        }
    }

    private static List<Schema> schemas() {
        try {
            List<Schema> schemas = new ArrayList<>();
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setResourceResolver(new SchemaFileResolver(EwsSchemaTable.types()));
            schemas.add(factory.newSchema(new StreamSource(
                    new ByteArrayInputStream(SchemaFile.MESSAGES.content()), SchemaFile.MESSAGES.fileName())));
            Path exchange = shared("ews-schemas");
            if (Files.isDirectory(exchange)) {
                SchemaFactory plain = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
                Source[] sources = {
                    new StreamSource(exchange.resolve("xml.xsd").toFile()),
                    new StreamSource(exchange.resolve("types.xsd").toFile()),
                    new StreamSource(exchange.resolve("messages.xsd").toFile())
                };
                schemas.add(plain.newSchema(sources));
            }
            return schemas;
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A folder of material beside the project; it need not exist. */
    public static Path shared(String folder) {
        return Path.of(System.getProperty("s2slab.root"))
                .toAbsolutePath()
                .resolveSibling("shared")
                .resolve(folder);
    }
}
