package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/** Writes ids in another notation. Here all notations hold the same bytes, in base64, URL base64 or hexadecimal digits. */
final class ConvertId implements EwsOperation {
    private static final XmlNamespace INSTANCE = new XmlNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");

    @Override
    public String name() {
        return "ConvertId";
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        String format = request.operation().attribute("DestinationFormat").orElse("EwsId");
        return ResponseMessages.each(
                ResponseMessages.in(request.operation(), "SourceIds"),
                EwsPayload.NONE,
                source -> Future.succeededFuture(converted(source, format)));
    }

    private static EwsPayload converted(XmlElement source, String format) {
        String id = ewsId(
                        source.attribute("Id").orElse(""),
                        source.attribute("Format").orElse("EwsId"))
                .flatMap(StoreId::parse)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed))
                .text();
        return xml -> xml.open(EwsNames.MESSAGES, "AlternateId")
                .attribute(INSTANCE, "type", EwsNames.TYPES.prefix() + ":AlternateIdType")
                .attribute("Format", format)
                .attribute("Id", written(id, format))
                .attribute("Mailbox", source.attribute("Mailbox").orElse(""))
                .close();
    }

    private static Optional<String> ewsId(String id, String format) {
        try {
            byte[] bytes = switch (format) {
                case "HexEntryId" -> HexFormat.of().parseHex(id);
                case "OwaId" -> Base64.getUrlDecoder().decode(id);
                default -> Base64.getDecoder().decode(id);
            };
            return Optional.of(Base64.getEncoder().encodeToString(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String written(String ewsId, String format) {
        byte[] bytes = Base64.getDecoder().decode(ewsId);
        return switch (format) {
            case "HexEntryId" -> HexFormat.of().withUpperCase().formatHex(bytes);
            case "OwaId" -> Base64.getUrlEncoder().encodeToString(bytes);
            default -> ewsId;
        };
    }
}
