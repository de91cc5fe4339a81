package org.s2slab.ews;

import org.s2slab.xml.XmlNamespace;

/** The namespaces of Exchange Web Services, with the prefixes the product's documentation writes them with. */
public final class EwsNames {
    public static final XmlNamespace SOAP = new XmlNamespace("s", "http://schemas.xmlsoap.org/soap/envelope/");
    public static final XmlNamespace MESSAGES =
            new XmlNamespace("m", "http://schemas.microsoft.com/exchange/services/2006/messages");
    public static final XmlNamespace TYPES =
            new XmlNamespace("t", "http://schemas.microsoft.com/exchange/services/2006/types");
    public static final XmlNamespace ERRORS =
            new XmlNamespace("e", "http://schemas.microsoft.com/exchange/services/2006/errors");

    private EwsNames() {}
}
