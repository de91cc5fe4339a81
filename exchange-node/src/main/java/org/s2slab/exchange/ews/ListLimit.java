package org.s2slab.exchange.ews;

import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Refuses a request in which any list has more entries than this server accepts in one request. */
record ListLimit(int entries) {
    /**
     * Looks at the whole operation.
     *
     * @throws EwsFault ErrorInvalidRequest with the list's name and length: the product has no code for it
     */
    void check(XmlElement element) {
        int found = element.children().size();
        ResponseCode.ErrorInvalidRequest.faultIf(
                found > entries,
                "The request is invalid: found " + found + " entries in '" + element.name() + "', expected at most "
                        + entries + ". Send several requests.");
        element.children().forEach(this::check);
    }
}
