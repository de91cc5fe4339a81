package org.s2slab.exchange.ews;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes SOAP responses and faults in the product's form. */
final class EwsResponseWriter {
    private static final XmlNamespace VERSION_INFO = new XmlNamespace("h", EwsNames.TYPES.uri());
    private static final XmlNamespace FAULT_CODE = new XmlNamespace("a", EwsNames.TYPES.uri());

    private EwsResponseWriter() {}

    /** Writes the response of an operation. Its times are in UTC. */
    static String answer(EwsOperation operation, EwsResponse answer) {
        return answer(new XmlWriter(), operation, answer);
    }

    /**
     * Writes one document of a response that stays open. The envelope has no namespace prefix, as in the product:
     * ews-javascript-api searches for the text {@code <Envelope}.
     */
    static String streamed(EwsOperation operation, EwsMessage message) {
        return answer(new XmlWriter().unprefixed(EwsNames.SOAP), operation, EwsResponse.listed(List.of(message)));
    }

    private static String answer(XmlWriter xml, EwsOperation operation, EwsResponse answer) {
        xml.open(EwsNames.SOAP, "Envelope");
        xml.open(EwsNames.SOAP, "Header");
        versionInfo(xml);
        xml.close().open(EwsNames.SOAP, "Body");
        String response = operation.responseName();
        switch (answer.form()) {
            case LISTED -> {
                xml.open(EwsNames.MESSAGES, response)
                        .declare(EwsNames.TYPES)
                        .open(EwsNames.MESSAGES, "ResponseMessages");
                answer.messages().forEach(message -> message(xml, response + "Message", message));
                xml.close().close();
            }
            // As in the product, this form has no namespace prefix; EWS Java API requires that.
            case SINGLE -> {
                xml.unprefixed(EwsNames.MESSAGES);
                answer.messages().forEach(message -> message(xml, response, message));
            }
            case BARE -> {
                xml.open(EwsNames.MESSAGES, response).declare(EwsNames.TYPES);
                answer.messages().forEach(message -> message.payload().write(xml));
                xml.close();
            }
        }
        return xml.close().close().document();
    }

    /** Writes a SOAP 1.1 fault without headers, as the product does. */
    static String fault(EwsFault fault) {
        XmlWriter xml = new XmlWriter()
                .open(EwsNames.SOAP, "Envelope")
                .open(EwsNames.SOAP, "Body")
                .open(EwsNames.SOAP, "Fault");
        String code = fault.code().name();
        xml.open(XmlNamespace.NONE, "faultcode")
                .declare(FAULT_CODE)
                .text(FAULT_CODE.prefix() + ":" + code)
                .close();
        xml.open(XmlNamespace.NONE, "faultstring")
                .attribute("xml:lang", "en-US")
                .text(fault.text())
                .close();
        xml.open(XmlNamespace.NONE, "detail")
                .element(EwsNames.ERRORS, "ResponseCode", code)
                .element(EwsNames.ERRORS, "Message", fault.text());
        if (!fault.details().isEmpty()) {
            xml.open(EwsNames.TYPES, "MessageXml");
            // The detail of a schema violation has elements of its own. Other faults have named values.
            boolean violation = fault.code() == ResponseCode.ErrorSchemaValidation;
            fault.details()
                    .forEach((name, value) -> xml.copy(
                            EwsNames.TYPES,
                            violation ? t(name, value) : t("Value", value).with("Name", name)));
            xml.close();
        }
        return xml.close().close().close().close().document();
    }

    private static void message(XmlWriter xml, String name, EwsMessage message) {
        xml.open(EwsNames.MESSAGES, name).declare(EwsNames.TYPES);
        EwsMessage.outcome(xml, message.error());
        message.payload().write(xml);
        xml.close();
    }

    /**
     * Writes the build number of Exchange 2013 SP1, whose schema this server uses. The version name is that of such
     * servers:
     * https://learn.microsoft.com/exchange/client-developer/exchange-web-services/how-to-process-calendar-items-in-batches-in-exchange
     */
    private static void versionInfo(XmlWriter xml) {
        xml.open(VERSION_INFO, "ServerVersionInfo")
                .attribute("MajorVersion", "15")
                .attribute("MinorVersion", "0")
                .attribute("MajorBuildNumber", "847")
                .attribute("MinorBuildNumber", "32")
                .attribute("Version", "V2_8")
                .close();
    }
}
