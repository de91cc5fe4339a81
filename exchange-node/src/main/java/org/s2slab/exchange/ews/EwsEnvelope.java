package org.s2slab.exchange.ews;

import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.xml.XmlElement;

/**
 * A parsed SOAP 1.1 request, independent of its namespace prefixes.
 *
 * @param version the requested schema version
 * @param impersonation the identity in the ExchangeImpersonation header; empty without impersonation
 * @param roles the {@code ManagementRole} header, or empty
 * @param timeZone the {@code TimeZoneDefinition} of the TimeZoneContext header; empty if it is missing, and always for
 *     versions before Exchange 2010, which have no such header
 * @param precision the {@code DateTimePrecision} header, or empty
 * @param operation the first child of the body
 */
record EwsEnvelope(
        ServerVersion version,
        Optional<XmlElement> impersonation,
        Optional<ManagementRoleHeader> roles,
        Optional<XmlElement> timeZone,
        Optional<String> precision,
        XmlElement operation) {
    /**
     * Reads the envelope from a parsed request.
     *
     * @throws EwsFault ErrorSchemaValidation if it is not a SOAP request, ErrorDuplicateSOAPHeader,
     *     ErrorInvalidServerVersion, ErrorInvalidExchangeImpersonationHeaderData, ErrorInvalidManagementRoleHeader
     */
    static EwsEnvelope of(XmlElement envelope) {
        if (!envelope.is(EwsNames.SOAP, "Envelope")) {
            throw EwsFault.schema(envelope.place(), "The root element is not a SOAP 1.1 Envelope.");
        }
        XmlElement operation = envelope.child("Body")
                .filter(body -> body.is(EwsNames.SOAP, "Body"))
                .flatMap(body -> body.children().stream().findFirst())
                .orElseThrow(() -> EwsFault.schema(envelope.place(), "The SOAP Body holds no operation."));
        List<XmlElement> headers = envelope.childrenOf("Header");
        requireSingle(headers);
        ServerVersion version = version(headers);
        return new EwsEnvelope(
                version,
                impersonation(headers),
                named(headers, "ManagementRole").map(ManagementRoleHeader::read),
                version.isBefore(ServerVersion.Exchange2010) ? Optional.empty() : timeZone(headers),
                named(headers, "DateTimePrecision").map(header -> header.text().strip()),
                DateTimeElements.normalized(operation));
    }

    private static void requireSingle(List<XmlElement> headers) {
        Set<String> names = new HashSet<>();
        for (XmlElement header : headers) {
            ResponseCode.ErrorDuplicateSOAPHeader.faultIf(
                    header.is(EwsNames.TYPES, header.name()) && !names.add(header.name()),
                    "The request has the SOAP header '" + header.name() + "' more than once.");
        }
    }

    private static ServerVersion version(List<XmlElement> headers) {
        return named(headers, "RequestServerVersion")
                .flatMap(header -> header.attribute("Version"))
                .map(text -> ServerVersion.named(text)
                        .orElseThrow(() -> new EwsFault(ResponseCode.ErrorInvalidServerVersion)))
                .orElse(ServerVersion.WHEN_ABSENT);
    }

    private static Optional<XmlElement> impersonation(List<XmlElement> headers) {
        return named(headers, "ExchangeImpersonation")
                .map(header -> header.child("ConnectingSID")
                        .map(XmlElement::children)
                        .filter(identities -> identities.size() == 1)
                        .orElseThrow(() -> new EwsFault(ResponseCode.ErrorInvalidExchangeImpersonationHeaderData))
                        .get(0));
    }

    private static Optional<XmlElement> timeZone(List<XmlElement> headers) {
        return named(headers, "TimeZoneContext").flatMap(context -> context.child("TimeZoneDefinition"));
    }

    /**
     * Checks that the TimeZoneContext header contains a valid time zone.
     *
     * @throws EwsFault ErrorTimeZone
     */
    void requireTimeZone() {
        try {
            timeZone.ifPresent(TimeZoneReader::definition);
        } catch (DateTimeException e) {
            throw new EwsFault(
                    ResponseCode.ErrorTimeZone,
                    "The time zone of the TimeZoneContext header is not valid: " + e.getMessage() + ".");
        }
    }

    /** Converts the times of a response as the headers of the request require. */
    String shown(String response) {
        return DateTimeElements.shown(response, timeZone.map(TimeZoneReader::definition), precision);
    }

    private static Optional<XmlElement> named(List<XmlElement> headers, String name) {
        return headers.stream()
                .filter(header -> header.is(EwsNames.TYPES, name))
                .findFirst();
    }
}
