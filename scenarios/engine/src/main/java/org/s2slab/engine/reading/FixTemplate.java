package org.s2slab.engine.reading;

import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;

/**
 * A cmdlet that fixes a cause, with placeholders in angle brackets. The administrator fills in the placeholders.
 *
 * @param place the server on which the cmdlet runs
 * @param role the product that has the cmdlet
 * @param line the cmdlet with its parameters
 */
public record FixTemplate(Place place, String role, String line) {
    /** The server on which a cmdlet runs. */
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
        return authz(CmdletFix.of(call));
    }

    static FixTemplate authz(CmdletFix fix) {
        return new FixTemplate(Place.AUTHORIZATION_SERVER, fix.node(), fix.line());
    }
}
