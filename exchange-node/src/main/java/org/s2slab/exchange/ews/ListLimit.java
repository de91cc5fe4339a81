package org.s2slab.exchange.ews;

import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Refuses a request if one of its lists has more entries than this server accepts. */
record ListLimit(int entries) {
    /**
     * Checks all lists of an operation.
     *
     * @throws EwsFault ErrorInvalidRequest with the list's name and length, because the product has no specific code
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
