package org.s2slab.exchange.ews;

import org.s2slab.xml.XmlWriter;

/** The content of a response after its response code: elements of the messages namespace. */
@FunctionalInterface
public interface EwsPayload {
    EwsPayload NONE = xml -> {};

    void write(XmlWriter xml);
}
