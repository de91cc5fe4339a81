package org.s2slab.scenarios.report;

import org.s2slab.scenarios.run.TravelledHop;

/** Hops as lines of text. */
final class HopLines {
    private HopLines() {}

    /** The hop's sentence, and what was found and expected where it is a refusal. */
    static String of(TravelledHop hop) {
        String detail = hop.detail();
        boolean bad = switch (hop.kind()) {
            case REFUSED, TOKEN_DENIED, FAILED, METADATA_REFUSED -> true;
            default -> false;
        };
        return bad && detail != null
                ? hop.sentence() + ": " + detail
                : hop.sentence().toString();
    }
}
