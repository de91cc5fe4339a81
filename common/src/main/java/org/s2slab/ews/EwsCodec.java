package org.s2slab.ews;

import static org.s2slab.ews.EwsNames.MESSAGES;
import static org.s2slab.ews.EwsNames.TYPES;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.ews.EwsFailure.Kind;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;
import org.s2slab.xml.XmlWriter;

/** Writes requests to Exchange Web Services and parses the responses (SOAP 1.1). */
public final class EwsCodec {
    /** The SOAP namespace with the prefix of clients. Servers write {@link EwsNames#SOAP}. */
    static final XmlNamespace SOAP = new XmlNamespace("soap", EwsNames.SOAP.uri());

    static final Map<String, String> HEADERS = Map.of("Content-Type", "text/xml; charset=utf-8", "Accept", "text/xml");

    private EwsCodec() {}

    /** A request for one operation, in the body of an envelope. */
    public static PartnerRequest request(URI url, XmlElement operation) {
        return request(url, Optional.empty(), operation);
    }

    /** A request for one operation, with a {@code TimeZoneDefinition} in its header. */
    public static PartnerRequest request(URI url, Optional<XmlElement> timeZone, XmlElement operation) {
        return new PartnerRequest(
                HttpMethod.POST, url, HEADERS, Buffer.buffer(envelope(timeZone, operation)), operation.name());
    }

    /**
     * A request for one operation in the mailbox of the call's user. If the token does not name the user, the header
     * {@code ExchangeImpersonation} names the user.
     */
    public static PartnerRequest impersonating(URI url, XmlElement operation) {
        return new PartnerRequest(
                HttpMethod.POST,
                url,
                HEADERS,
                Buffer.buffer(envelope(Optional.empty(), operation)),
                operation.name(),
                user -> Buffer.buffer(envelope(Optional.empty(), Optional.of(user), operation)));
    }

    /** The envelope of a request. */
    public static String envelope(Optional<XmlElement> timeZone, XmlElement operation) {
        return envelope(timeZone, Optional.empty(), operation);
    }

    private static String envelope(
            Optional<XmlElement> timeZone, Optional<UserIdentifiers> impersonated, XmlElement operation) {
        XmlWriter xml = new XmlWriter().open(SOAP, "Envelope").declare(TYPES).declare(MESSAGES);
        xml.open(SOAP, "Header")
                .open(TYPES, "RequestServerVersion")
                .attribute("Version", "Exchange2013")
                .close();
        impersonated.ifPresent(user -> impersonation(xml, user));
        timeZone.ifPresent(
                zone -> xml.open(TYPES, "TimeZoneContext").copy(zone, TYPES).close());
        xml.close().open(SOAP, "Body");
        return xml.copy(operation, TYPES, MESSAGES).close().close().document();
    }

    private static void impersonation(XmlWriter xml, UserIdentifiers user) {
        String element = user.smtp() != null ? "SmtpAddress" : user.upn() != null ? "PrincipalName" : "SID";
        String value = user.smtp() != null ? user.smtp() : user.upn() != null ? user.upn() : user.sid();
        xml.open(TYPES, "ExchangeImpersonation")
                .open(TYPES, "ConnectingSID")
                .element(TYPES, element, String.valueOf(value))
                .close()
                .close();
    }

    /**
     * The responses for the objects of an operation, at least one response, in the order of the request.
     *
     * @throws org.s2slab.refusal.Refusal by the mapping, if one failure applies to all objects
     */
    public static List<Future<XmlElement>> responses(PartnerResponse answer, EwsFailure.Mapping failures) {
        int status = answer.status();
        if (!failures.reads(status)) {
            throw failures.refusal(EwsFailure.unread(Kind.STATUS, status, null));
        }
        XmlElement first = body(answer, failures).children().stream()
                .findFirst()
                .orElseThrow(() -> failures.refusal(EwsFailure.unread(Kind.EMPTY_BODY, status, null)));
        if (first.name().equals("Fault")) {
            throw failures.refusal(EwsFailure.fault(status, first));
        }
        List<XmlElement> messages =
                first.child("ResponseMessages").map(XmlElement::children).orElse(List.of());
        return (messages.isEmpty() ? List.of(first) : messages)
                .stream().map(message -> response(status, message, failures)).toList();
    }

    /** Only one warning is a failure, ErrorBatchProcessingStopped: the object was not processed. */
    private static Future<XmlElement> response(int status, XmlElement message, EwsFailure.Mapping failures) {
        return message.attribute("ResponseClass").equals(Optional.of("Error"))
                        || message.childText("ResponseCode").equals(Optional.of("ErrorBatchProcessingStopped"))
                ? Future.failedFuture(failures.refusal(EwsFailure.error(status, message)))
                : Future.succeededFuture(message);
    }

    /**
     * The SOAP body of a response.
     *
     * @throws org.s2slab.refusal.Refusal by the mapping, if the response has no SOAP body
     */
    public static XmlElement body(PartnerResponse answer, EwsFailure.Mapping failures) {
        String why = "there is no SOAP body";
        try {
            Optional<XmlElement> body = XmlReader.read(answer.body().getBytes()).child("Body");
            if (body.isPresent()) {
                return body.get();
            }
        } catch (XmlSyntaxException e) {
            why = e.detail();
        }
        throw failures.refusal(EwsFailure.unread(Kind.NO_SOAP, answer.status(), why));
    }
}
