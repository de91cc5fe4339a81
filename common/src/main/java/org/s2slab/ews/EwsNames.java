package org.s2slab.ews;

import java.util.List;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/** The namespaces of Exchange Web Services, with the prefixes of the product's documentation. */
public final class EwsNames {
    public static final XmlNamespace SOAP = new XmlNamespace("s", "http://schemas.xmlsoap.org/soap/envelope/");
    public static final XmlNamespace MESSAGES =
            new XmlNamespace("m", "http://schemas.microsoft.com/exchange/services/2006/messages");
    public static final XmlNamespace TYPES =
            new XmlNamespace("t", "http://schemas.microsoft.com/exchange/services/2006/types");
    public static final XmlNamespace ERRORS =
            new XmlNamespace("e", "http://schemas.microsoft.com/exchange/services/2006/errors");

    private EwsNames() {}

    /** An element of the messages namespace. */
    public static XmlElement m(String name, XmlElement... children) {
        return XmlElement.of(MESSAGES, name, List.of(children));
    }

    /** An element of the messages namespace with text. */
    public static XmlElement m(String name, String text) {
        return XmlElement.of(MESSAGES, name, text);
    }

    /** An element of the types namespace. */
    public static XmlElement t(String name, XmlElement... children) {
        return XmlElement.of(TYPES, name, List.of(children));
    }

    /** An element of the types namespace with these child elements. */
    public static XmlElement t(String name, List<XmlElement> children) {
        return XmlElement.of(TYPES, name, children);
    }

    /** An element of the types namespace with text. */
    public static XmlElement t(String name, String text) {
        return XmlElement.of(TYPES, name, text);
    }

    /** An element of the types namespace with a boolean. */
    public static XmlElement t(String name, boolean truth) {
        return t(name, Boolean.toString(truth));
    }

    /** An element of the types namespace with a number. */
    public static XmlElement t(String name, long number) {
        return t(name, Long.toString(number));
    }
}
