package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.xml.sax.SAXException;

/**
 * Validates requests by the schema that clients receive. The validation is as strict as in Exchange: unescaped markup
 * in a text (ews-javascript-api sends HTML bodies in this way) is a violation.
 *
 * <p>Validates the operation and the headers without own response codes for their errors. The endpoint handles what the
 * schema does not describe: operations of later versions and headers of other protocols. Thread-safe.
 */
public final class RequestSchema {
    private static final Set<String> HEADERS =
            Set.of("ExchangeImpersonation", "MailboxCulture", "TimeZoneContext", "DateTimePrecision");

    /** The compiled schema, shared by all servers of a process. Compiled on first use, in about a second. */
    private static final class Compiled {
        static final Schema SCHEMA = compile();
    }

    private static volatile boolean compiled;

    /** An idle validator for reuse: a new validator costs as much as the validation of a small request. */
    private final AtomicReference<@Nullable ValidatorHandler> idle = new AtomicReference<>();

    /** Compiles the schema on a worker thread, unless it is already compiled. */
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
     * A well-formed request.
     *
     * @param violation ErrorSchemaValidation with the first violation; empty for a valid request
     */
    public record Parsed(XmlElement envelope, Optional<EwsFault> violation) {
        /** @throws EwsFault ErrorSchemaValidation if the request violates the schema */
        public void requireValid() {
            violation.ifPresent(fault -> {
                throw fault;
            });
        }
    }

    /**
     * Parses and validates a request in one pass.
     *
     * @throws EwsFault ErrorSchemaValidation for a request that is not well-formed
     */
    public Parsed read(byte[] request) {
        ValidatorHandler free = idle.getAndSet(null);
        ValidatorHandler validator = free == null ? validator() : free;
        var view = new SchemaValidatingReader(validator, RequestSchema::isChecked, this::describes);
        try {
            Parsed parsed = new Parsed(XmlReader.read(request, view::over), view.violation());
            if (parsed.violation().isEmpty()) {
                idle.set(validator);
            }
            return parsed;
        } catch (XmlSyntaxException e) {
            throw EwsFault.schema(e.place(), e.detail());
        }
    }

    private static ValidatorHandler validator() {
        ValidatorHandler fresh = Compiled.SCHEMA.newValidatorHandler();
        fresh.setErrorHandler(SchemaValidatingReader.STOP);
        return fresh;
    }

    /** Whether the schema describes an operation. Other operations are not validated. */
    public boolean describes(String operation) {
        return EwsSchemaTable.requests().contains(operation);
    }

    private boolean describes(QName operation) {
        return EwsNames.MESSAGES.uri().equals(operation.getNamespaceURI()) && describes(operation.getLocalPart());
    }

    private static boolean isChecked(QName header) {
        return EwsNames.TYPES.uri().equals(header.getNamespaceURI()) && HEADERS.contains(header.getLocalPart());
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
