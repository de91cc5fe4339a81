package org.s2slab.testing;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.xml.XmlText;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The checks of a fake Exchange. Like Exchange, the fake refuses an invalid call before the test processes the
 * operation; see bad-requests.yaml.
 */
public final class FakeEws {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String AUTODISCOVER = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
    private static final String REQUEST =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private static final String RESPONSE =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    /** The maximum number of entries in one list. */
    private static final int MOST_ENTRIES = 1_000;

    private FakeEws() {}

    /** Checks a call of Exchange Web Services, and passes a valid call to the script of the test. */
    public static Script operation(Script accepted) {
        return (seen, response) -> {
            Optional<FakeResponse> refusal = refusal(seen);
            if (refusal.isPresent()) {
                refusal.get().send(response);
            } else {
                accepted.play(seen, response);
            }
        };
    }

    private static Optional<FakeResponse> refusal(Seen seen) {
        String type = seen.headers().get("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("xml")) {
            return Optional.of(FakeResponse.json(415, "{}"));
        }
        Document document = read(seen.body());
        Element operation = document == null ? null : operation(document);
        if (operation == null) {
            return Optional.of(fault("ErrorSchemaValidation", "The request is no SOAP 1.1 envelope."));
        }
        Element version = first(document, TYPES, "RequestServerVersion");
        if (version != null && !version.getAttribute("Version").matches("Exchange20(?:07|10|13)(?:_SP[1-3])?")) {
            return Optional.of(fault("ErrorInvalidServerVersion", "The specified server version is invalid."));
        }
        if (!MESSAGES.equals(operation.getNamespaceURI()) || !EwsSchema.describes(operation.getLocalName())) {
            return Optional.of(fault("ErrorInvalidRequest", "The request is invalid."));
        }
        if (longestList(operation) > MOST_ENTRIES) {
            return Optional.of(fault("ErrorInvalidRequest", "The request is too long."));
        }
        return EwsSchema.violation(operation)
                .map(violation -> fault("ErrorSchemaValidation", violation))
                .or(() -> impersonation(document, seen));
    }

    private static Optional<FakeResponse> impersonation(Document document, Seen seen) {
        Element other = first(document, TYPES, "ConnectingSID");
        return other == null || other.getTextContent().strip().equalsIgnoreCase(seen.mailbox())
                ? Optional.empty()
                : Optional.of(fault("ErrorImpersonateUserDenied", "The account may not impersonate this user."));
    }

    private static @Nullable Element operation(Document document) {
        Element root = document.getDocumentElement();
        Element body = SOAP.equals(root.getNamespaceURI()) && "Envelope".equals(root.getLocalName())
                ? first(document, SOAP, "Body")
                : null;
        return body == null ? null : (Element) body.getElementsByTagName("*").item(0);
    }

    private static int longestList(Element element) {
        int longest = 0;
        int own = 0;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inside) {
                own++;
                longest = Math.max(longest, longestList(inside));
            }
        }
        return Math.max(longest, own);
    }

    /**
     * Checks a request of SOAP Autodiscover, and passes a valid request for a known user to the script of the test.
     */
    public static Script soapAutodiscover(Predicate<String> known, Script accepted) {
        return (seen, response) -> {
            Document document = read(seen.body());
            Element operation = document == null ? null : operation(document);
            if (operation == null
                    || !AUTODISCOVER.equals(operation.getNamespaceURI())
                    || !"GetUserSettingsRequestMessage".equals(operation.getLocalName())
                    || first(document, AUTODISCOVER, "Request") == null) {
                fault("InternalServiceFault", "The request cannot be read.").send(response);
                return;
            }
            Element mailbox = first(document, AUTODISCOVER, "Mailbox");
            if (mailbox == null || first(document, AUTODISCOVER, "Setting") == null) {
                settings("InvalidRequest", "").send(response);
            } else if (!known.test(mailbox.getTextContent().strip())) {
                settings("NoError", "<a:UserResponse><a:ErrorCode>InvalidUser</a:ErrorCode></a:UserResponse>")
                        .send(response);
            } else {
                accepted.play(seen, response);
            }
        };
    }

    /** Creates a response of SOAP Autodiscover. */
    public static FakeResponse settings(String code, String users) {
        return FakeResponse.xml(
                200,
                "<s:Envelope xmlns:s='" + SOAP + "' xmlns:a='" + AUTODISCOVER + "'><s:Body>"
                        + "<a:GetUserSettingsResponseMessage><a:Response><a:ErrorCode>" + code
                        + "</a:ErrorCode><a:UserResponses>" + users
                        + "</a:UserResponses></a:Response></a:GetUserSettingsResponseMessage></s:Body></s:Envelope>");
    }

    /**
     * Checks a request of POX Autodiscover (plain XML), and passes a valid request for a known user to the script of
     * the test.
     */
    public static Script plainAutodiscover(Predicate<String> known, Script accepted) {
        return (seen, response) -> {
            Document document = read(seen.body());
            Element address = document == null ? null : first(document, REQUEST, "EMailAddress");
            if (address == null
                    || !"Autodiscover".equals(document.getDocumentElement().getLocalName())) {
                plainError("600", "Invalid Request").send(response);
                return;
            }
            Element schema = first(document, REQUEST, "AcceptableResponseSchema");
            if (schema == null || !schema.getTextContent().strip().equals(RESPONSE)) {
                plainError("601", "Provider is not available").send(response);
            } else if (!known.test(address.getTextContent().strip())) {
                plainError("500", "The email address can't be found.").send(response);
            } else {
                accepted.play(seen, response);
            }
        };
    }

    private static FakeResponse plainError(String code, String message) {
        return FakeResponse.xml(
                200,
                "<Autodiscover><Response><Error><ErrorCode>" + code + "</ErrorCode><Message>" + message
                        + "</Message></Error></Response></Autodiscover>");
    }

    /** Creates a SOAP envelope with the namespace prefixes of Exchange Web Services. */
    public static String envelope(String body) {
        return "<s:Envelope xmlns:s='" + SOAP + "' xmlns:m='" + MESSAGES + "' xmlns:t='" + TYPES + "'><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    /** Creates the response that refuses a whole call: HTTP 500 with a SOAP fault. */
    public static FakeResponse fault(String code, String text) {
        return FakeResponse.xml(
                500,
                envelope("<s:Fault><faultcode>a:" + code + "</faultcode><faultstring>" + XmlText.escape(text)
                        + "</faultstring><detail><ResponseCode>" + code + "</ResponseCode></detail></s:Fault>"));
    }

    /** Parses a document. Returns null if the document is not well-formed or has a document type declaration. */
    public static @Nullable Document read(Buffer body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body.getBytes()));
        } catch (SAXException | IOException e) {
            return null;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Element first(Document document, String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }
}
