package org.s2slab.exchange.autodiscover;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.xml.XmlLocation;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the responses of SOAP Autodiscover in the form that the EWS Managed API and similar clients read. */
final class SoapSettingsWriter {
    static final XmlNamespace NAMESPACE =
            new XmlNamespace("", "http://schemas.microsoft.com/exchange/2010/Autodiscover");
    static final XmlLocation START = new XmlLocation(1, 1);

    private static final XmlNamespace HEADER = new XmlNamespace("h", NAMESPACE.uri());
    private static final XmlNamespace SOAP = new XmlNamespace("s", "http://schemas.xmlsoap.org/soap/envelope/");
    private static final XmlNamespace ADDRESSING = new XmlNamespace("a", "http://www.w3.org/2005/08/addressing");
    private static final XmlNamespace INSTANCE = new XmlNamespace("i", "http://www.w3.org/2001/XMLSchema-instance");
    private static final XmlNamespace FAULT_CODE =
            new XmlNamespace("f", "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher");
    private static final String ACTION =
            "http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/Get%sSettingsResponse";

    private SoapSettingsWriter() {}

    /** The object of the settings: a user or a domain. */
    enum Kind {
        USER("User", "StringSetting"),
        DOMAIN("Domain", "DomainStringSetting");

        private final String element;
        private final String type;

        Kind(String element, String type) {
            this.element = element;
            this.type = type;
        }

        String element() {
            return element;
        }
    }

    /**
     * The result for one user or domain: the requested settings, or an error if the user or domain does not exist.
     *
     * @param mailbox the mailbox of the user, or any mailbox of the domain
     */
    record Answer(String name, Optional<Mailbox> mailbox, List<String> names) {}

    static String settings(Kind kind, List<Answer> answers, MailboxSettings settings) {
        XmlWriter xml = start(kind);
        error(xml, "NoError", "");
        xml.open(NAMESPACE, kind.element + "Responses");
        answers.forEach(answer -> answer(xml, kind, answer, settings));
        xml.close();
        return end(xml);
    }

    /** Writes the error for an invalid request. */
    static String invalidRequest(Kind kind, String message) {
        XmlWriter xml = start(kind);
        error(xml, "InvalidRequest", message);
        return end(xml.open(NAMESPACE, kind.element + "Responses").close());
    }

    /** Writes a SOAP 1.1 fault. */
    static String fault(String code, String message) {
        XmlWriter xml =
                new XmlWriter().open(SOAP, "Envelope").open(SOAP, "Body").open(SOAP, "Fault");
        xml.open(XmlNamespace.NONE, "faultcode")
                .declare(FAULT_CODE)
                .text(FAULT_CODE.prefix() + ":" + code)
                .close();
        xml.open(XmlNamespace.NONE, "faultstring")
                .attribute("xml:lang", "en-US")
                .text(message)
                .close();
        return xml.close().close().close().document();
    }

    private static XmlWriter start(Kind kind) {
        XmlWriter xml = new XmlWriter().open(SOAP, "Envelope").declare(ADDRESSING);
        xml.open(SOAP, "Header");
        xml.open(ADDRESSING, "Action")
                .attribute(SOAP, "mustUnderstand", "1")
                .text(ACTION.formatted(kind.element))
                .close();
        xml.open(HEADER, "ServerVersionInfo")
                .element(HEADER, "MajorVersion", "15")
                .element(HEADER, "MinorVersion", "0")
                .element(HEADER, "MajorBuildNumber", "847")
                .element(HEADER, "MinorBuildNumber", "32")
                .element(HEADER, "Version", "Exchange2013_SP1")
                .close();
        xml.close().open(SOAP, "Body").open(NAMESPACE, "Get" + kind.element + "SettingsResponseMessage");
        return xml.open(NAMESPACE, "Response").declare(INSTANCE);
    }

    private static String end(XmlWriter xml) {
        return xml.close().close().close().close().document();
    }

    private static void error(XmlWriter xml, String code, String message) {
        xml.element(NAMESPACE, "ErrorCode", code).element(NAMESPACE, "ErrorMessage", message);
    }

    private static void answer(XmlWriter xml, Kind kind, Answer answer, MailboxSettings settings) {
        xml.open(NAMESPACE, kind.element + "Response");
        Optional<Mailbox> mailbox = answer.mailbox();
        if (mailbox.isEmpty()) {
            String what = kind == Kind.USER ? "user" : "domain";
            error(xml, "Invalid" + kind.element, "Invalid " + what + " '" + answer.name() + "'");
        } else {
            error(xml, "NoError", "No error.");
        }
        if (kind == Kind.USER) {
            redirectTarget(xml);
        }
        xml.open(NAMESPACE, kind.element + "SettingErrors");
        mailbox.ifPresent(found -> answer.names().stream()
                .filter(name -> settings.value(kind, name, found).isEmpty())
                .forEach(name -> unavailable(xml, kind, name)));
        xml.close().open(NAMESPACE, kind.element + "Settings");
        mailbox.ifPresent(found -> answer.names()
                .forEach(
                        name -> settings.value(kind, name, found).ifPresent(value -> setting(xml, kind, name, value))));
        xml.close();
        if (kind == Kind.DOMAIN) {
            redirectTarget(xml);
        }
        xml.close();
    }

    private static void redirectTarget(XmlWriter xml) {
        xml.open(NAMESPACE, "RedirectTarget").attribute(INSTANCE, "nil", "true").close();
    }

    private static void unavailable(XmlWriter xml, Kind kind, String name) {
        xml.open(NAMESPACE, kind.element + "SettingError");
        error(xml, "SettingIsNotAvailable", "The setting '" + name + "' is not available.");
        xml.element(NAMESPACE, "SettingName", name).close();
    }

    private static void setting(XmlWriter xml, Kind kind, String name, String value) {
        xml.open(NAMESPACE, kind.element + "Setting")
                .attribute(INSTANCE, "type", kind.type)
                .element(NAMESPACE, "Name", name)
                .element(NAMESPACE, "Value", value)
                .close();
    }
}
