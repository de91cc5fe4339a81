package org.s2slab.sharepoint.rest;

import org.s2slab.xml.XmlText;

/** An error for a client that reads XML only. */
final class ErrorXml {
    private static final String NAMESPACE = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";

    private ErrorXml() {}

    static String of(RestError error) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><m:error xmlns:m=\"" + NAMESPACE + "\"><m:code>"
                + XmlText.escape(error.code()) + "</m:code><m:message xml:lang=\"en-US\">"
                + XmlText.escape(error.sentence())
                + "</m:message></m:error>";
    }
}
