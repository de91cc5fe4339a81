package org.s2slab.scenarios.explain;

/**
 * A cmdlet that mends something, as far as it can be known beforehand; what stands in angle brackets is for the
 * administrator to fill in.
 *
 * @param place whose administrator runs it
 * @param role the product whose cmdlet it is
 * @param line the cmdlet
 */
public record Cure(Place place, String role, String line) {
    /** Whose administrator runs a cmdlet. */
    public enum Place {
        /** At the server that refused. */
        HERE,
        /** At the server that called, or that the token names. */
        CALLER,
        /** At the authorization server. */
        AUTHORIZATION_SERVER
    }

    static Cure here(String role, String line) {
        return new Cure(Place.HERE, role, line);
    }

    static Cure caller(String role, String line) {
        return new Cure(Place.CALLER, role, line);
    }

    static Cure authz(String line) {
        return new Cure(Place.AUTHORIZATION_SERVER, "authz", line);
    }
}
