package org.s2slab.exchange.ews;

import java.util.List;
import java.util.Map;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.ews.EwsOperationTable.Row;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * Writes {@code services.wsdl} from the table of operations. Like Exchange's own file, it has no {@code wsdl:service}:
 * Autodiscover returns the address.
 */
final class ServiceDescription {
    private static final XmlNamespace WSDL = new XmlNamespace("wsdl", "http://schemas.xmlsoap.org/wsdl/");
    private static final XmlNamespace SOAP = new XmlNamespace("soap", "http://schemas.xmlsoap.org/wsdl/soap/");
    private static final XmlNamespace XS = new XmlNamespace("xs", "http://www.w3.org/2001/XMLSchema");
    private static final XmlNamespace MESSAGES = new XmlNamespace("tns", EwsNames.MESSAGES.uri());

    /** The WSDL message parts that are SOAP headers, with their elements, by the letter in the table. */
    private static final Map<String, List<String>> HEADERS = Map.of(
            "I", List.of("Impersonation", "ExchangeImpersonation"),
            "C", List.of("MailboxCulture", "MailboxCulture"),
            "V", List.of("RequestVersion", "RequestServerVersion"),
            "T", List.of("TimeZoneContext", "TimeZoneContext"),
            "D", List.of("DateTimePrecision", "DateTimePrecision"),
            "R", List.of("ManagementRole", "ManagementRole"));

    private final XmlWriter xml = new XmlWriter();

    private ServiceDescription() {}

    /** The content of the file for clients. */
    static String text() {
        return new ServiceDescription().write(EwsOperationTable.rows());
    }

    private String write(List<Row> rows) {
        xml.open(WSDL, "definitions")
                .declare(SOAP)
                .declare(XS)
                .declare(MESSAGES)
                .declare(EwsNames.TYPES);
        xml.attribute("targetNamespace", MESSAGES.uri());
        xml.open(WSDL, "types").open(XS, "schema").open(XS, "import");
        xml.attribute("namespace", MESSAGES.uri()).attribute("schemaLocation", "messages.xsd");
        xml.close().close().close();
        rows.forEach(this::messages);
        xml.open(WSDL, "portType").attribute("name", "ExchangeServicePortType");
        rows.forEach(this::port);
        xml.close();
        xml.open(WSDL, "binding").attribute("name", "ExchangeServiceBinding");
        xml.attribute("type", "tns:ExchangeServicePortType");
        xml.open(SOAP, "binding").attribute("style", "document");
        xml.attribute("transport", "http://schemas.xmlsoap.org/soap/http").close();
        rows.forEach(this::binding);
        return xml.close().close().document();
    }

    private void messages(Row row) {
        String name = row.name();
        xml.open(WSDL, "message").attribute("name", name + "SoapIn");
        part(requestPart(name), "tns:" + requestElement(name));
        headers(row).forEach(header -> part(header.get(0), "t:" + header.get(1)));
        xml.close();
        xml.open(WSDL, "message").attribute("name", name + "SoapOut");
        part(name + "Result", "tns:" + EwsSchemaTable.response(name));
        part("ServerVersion", "t:ServerVersionInfo");
        xml.close();
    }

    private void part(String name, String element) {
        xml.open(WSDL, "part").attribute("name", name).attribute("element", element);
        xml.close();
    }

    private void port(Row row) {
        xml.open(WSDL, "operation").attribute("name", row.name());
        xml.open(WSDL, "input")
                .attribute("message", "tns:" + row.name() + "SoapIn")
                .close();
        xml.open(WSDL, "output")
                .attribute("message", "tns:" + row.name() + "SoapOut")
                .close();
        xml.close();
    }

    private void binding(Row row) {
        String name = row.name();
        xml.open(WSDL, "operation").attribute("name", name);
        xml.open(SOAP, "operation")
                .attribute("soapAction", MESSAGES.uri() + "/" + name)
                .close();
        xml.open(WSDL, "input");
        headers(row).forEach(header -> header(name + "SoapIn", header.get(0)));
        body(requestPart(name));
        xml.close();
        xml.open(WSDL, "output");
        body(name + "Result");
        header(name + "SoapOut", "ServerVersion");
        xml.close().close();
    }

    private void header(String message, String part) {
        xml.open(SOAP, "header").attribute("message", "tns:" + message);
        xml.attribute("part", part).attribute("use", "literal").close();
    }

    private void body(String part) {
        xml.open(SOAP, "body").attribute("parts", part).attribute("use", "literal");
        xml.close();
    }

    private static List<List<String>> headers(Row row) {
        return row.headers()
                .chars()
                .mapToObj(Character::toString)
                .map(HEADERS::get)
                .toList();
    }

    /** The name of the request element. Three operations append {@code Request} to their name. */
    private static String requestElement(String operation) {
        return EwsSchemaTable.requests().contains(operation) ? operation : operation + "Request";
    }

    private static String requestPart(String operation) {
        return EwsSchemaTable.requests().contains(operation) ? "request" : operation + "Request";
    }
}
