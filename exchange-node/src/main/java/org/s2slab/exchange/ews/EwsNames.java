package org.s2slab.exchange.ews;

import org.s2slab.xml.Namespace;

/** The namespaces of Exchange Web Services, with the prefixes the product's documentation writes them with. */
public final class EwsNames {
    public static final Namespace SOAP = new Namespace("s", "http://schemas.xmlsoap.org/soap/envelope/");
    public static final Namespace MESSAGES =
            new Namespace("m", "http://schemas.microsoft.com/exchange/services/2006/messages");
    public static final Namespace TYPES =
            new Namespace("t", "http://schemas.microsoft.com/exchange/services/2006/types");
    public static final Namespace ERRORS =
            new Namespace("e", "http://schemas.microsoft.com/exchange/services/2006/errors");

    private EwsNames() {}
}
