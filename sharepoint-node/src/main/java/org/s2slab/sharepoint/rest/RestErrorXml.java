package org.s2slab.sharepoint.rest;

import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** An error response for clients that read only XML. */
final class RestErrorXml {
    private static final XmlNamespace METADATA =
            new XmlNamespace("m", "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata");

    private RestErrorXml() {}

    static String of(RestError error) {
        return new XmlWriter()
                .open(METADATA, "error")
                .element(METADATA, "code", error.code())
                .open(METADATA, "message")
                .attribute("xml:lang", "en-US")
                .text(error.sentence())
                .close()
                .close()
                .document();
    }
}
