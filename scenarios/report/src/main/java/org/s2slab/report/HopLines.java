package org.s2slab.report;

import org.s2slab.engine.hops.ObservedHop;

/** Formats hops as lines of text. */
final class HopLines {
    private HopLines() {}

    /** The hop's sentence. For a refusal, also the found and the expected value. */
    static String of(ObservedHop hop) {
        String detail = hop.detailText();
        return hop.isRefusal() && detail != null ? said(hop) + ": " + detail : said(hop);
    }

    /** The hop's sentence, and its origin if it did not happen in the trace of its step. */
    static String said(ObservedHop hop) {
        String mark = hop.origin().mark();
        return mark.isEmpty() ? hop.sentence().toString() : hop.sentence() + " [" + mark + "]";
    }
}
