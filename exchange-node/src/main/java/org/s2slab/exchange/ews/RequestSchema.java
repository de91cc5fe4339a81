package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.xml.XmlLocation;
import org.s2slab.xml.XmlReader;
import org.xml.sax.SAXException;

/**
 * Validates requests by the schema that clients receive. It is as strict as Exchange: unescaped markup in a text
 * (ews-javascript-api sends HTML bodies in this way) is a violation.
 *
 * <p>Validates the operation and those headers whose errors have no response code of their own. The endpoint handles
 * what the schema does not describe: operations of later versions, headers of other protocols. Thread-safe.
 */
public final class RequestSchema {
    private static final Set<String> HEADERS =
            Set.of("ExchangeImpersonation", "MailboxCulture", "TimeZoneContext", "DateTimePrecision");

    /** The envelope, then its header or body, then what stands in them. */
    private static final int BLOCK_DEPTH = 2;

    /** The compiled schema, shared by all servers of a process. Compiled on first use, in about a second. */
    private static final class Compiled {
        static final Schema SCHEMA = compile();
    }

    private static volatile boolean compiled;

    /** Compiles the schema away from the event loop, unless that has been done. */
    public static Future<Void> compiled(Vertx vertx) {
        if (compiled) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(
                () -> {
                    compiled = Compiled.SCHEMA != null;
                    return null;
                },
                false);
    }

    /**
     * Checks a well-formed request, whole.
     *
     * @throws EwsFault ErrorSchemaValidation at the first violation
     */
    public void check(byte[] envelope) {
        try {
            XMLStreamReader reader = XmlReader.stream(envelope);
            try {
                walk(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw EwsFault.schema(new XmlLocation(1, 1), "The request is not well-formed.");
        }
    }

    /** Whether the schema describes an operation; one it does not describe is not checked. */
    public boolean describes(String operation) {
        return EwsSchemaTable.requests().contains(operation);
    }

    private void walk(XMLStreamReader reader) throws XMLStreamException {
        int depth = 0;
        boolean inBody = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (depth == BLOCK_DEPTH && isChecked(reader, inBody)) {
                new ElementSchemaCheck(Compiled.SCHEMA.newValidatorHandler()).read(reader);
                continue;
            }
            depth++;
            inBody = depth == BLOCK_DEPTH ? reader.getLocalName().equals("Body") : inBody;
        }
    }

    private boolean isChecked(XMLStreamReader reader, boolean inBody) {
        String name = reader.getLocalName();
        String namespace = reader.getNamespaceURI();
        return inBody
                ? EwsNames.MESSAGES.uri().equals(namespace) && describes(name)
                : EwsNames.TYPES.uri().equals(namespace) && HEADERS.contains(name);
    }

    private static Schema compile() {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver(new SchemaFileResolver(EwsSchemaTable.types()));
            return factory.newSchema(new StreamSource(new StringReader(EwsSchemaTable.messages()), "messages.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("the schema of requests does not compile: " + e.getMessage(), e);
        }
    }
}
