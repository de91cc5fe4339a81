package org.s2slab.exchange.ews;

import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlWriter;

/** The content of a response after its response code: elements of the EWS messages namespace. */
@FunctionalInterface
public interface EwsPayload {
    EwsPayload NONE = xml -> {};

    /** An element of the messages namespace with the given content. */
    static EwsPayload in(String element, EwsPayload content) {
        return xml -> {
            xml.open(EwsNames.MESSAGES, element);
            content.write(xml);
            xml.close();
        };
    }

    /** An empty element of the messages namespace. */
    static EwsPayload empty(String element) {
        return in(element, NONE);
    }

    void write(XmlWriter xml);
}
