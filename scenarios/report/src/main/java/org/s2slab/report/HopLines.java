package org.s2slab.report;

import org.s2slab.engine.hops.ObservedHop;

/** Formats hops as lines of text. */
final class HopLines {
    private HopLines() {}

    /** The hop's sentence, and what was found and expected where it is a refusal. */
    static String of(ObservedHop hop) {
        String detail = hop.detailText();
        return hop.isRefusal() && detail != null ? said(hop) + ": " + detail : said(hop);
    }

    /** The hop's sentence, and how it came to be where it did not happen while its step was played. */
    static String said(ObservedHop hop) {
        String mark = hop.origin().mark();
        return mark.isEmpty() ? hop.sentence().toString() : hop.sentence() + " [" + mark + "]";
    }
}
