package org.s2slab.sharepoint.rest;

/** An error for a client that reads XML only. */
final class ErrorXml {
    private static final String NAMESPACE = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";

    private ErrorXml() {}

    static String of(RestError error) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><m:error xmlns:m=\"" + NAMESPACE + "\"><m:code>"
                + escaped(error.code()) + "</m:code><m:message xml:lang=\"en-US\">" + escaped(error.sentence())
                + "</m:message></m:error>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
