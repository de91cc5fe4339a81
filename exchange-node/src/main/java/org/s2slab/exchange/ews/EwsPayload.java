package org.s2slab.exchange.ews;

import org.s2slab.xml.XmlWriter;

/** What an answer carries after its response code; writes elements of the messages namespace. */
@FunctionalInterface
public interface EwsPayload {
    EwsPayload NONE = xml -> {};

    void write(XmlWriter xml);
}
