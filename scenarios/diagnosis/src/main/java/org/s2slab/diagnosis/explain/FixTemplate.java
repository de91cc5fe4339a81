package org.s2slab.diagnosis.explain;

import org.s2slab.engine.product.CmdletCall;

/**
 * A cmdlet that fixes something, as far as it can be known beforehand; what stands in angle brackets is for the
 * administrator to fill in.
 *
 * @param place whose administrator runs it
 * @param role the product whose cmdlet it is
 * @param line the cmdlet
 */
public record FixTemplate(Place place, String role, String line) {
    /** Whose administrator runs a cmdlet. */
    public enum Place {
        /** At the server that refused. */
        HERE,
        /** At the server that called, or that the token names. */
        CALLER,
        /** At the authorization server. */
        AUTHORIZATION_SERVER
    }

    static FixTemplate here(CmdletCall call) {
        return new FixTemplate(Place.HERE, call.node(), call.line());
    }

    static FixTemplate caller(CmdletCall call) {
        return new FixTemplate(Place.CALLER, call.node(), call.line());
    }

    static FixTemplate authz(CmdletCall call) {
        return new FixTemplate(Place.AUTHORIZATION_SERVER, call.node(), call.line());
    }
}
