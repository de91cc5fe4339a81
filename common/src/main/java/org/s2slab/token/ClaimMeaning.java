package org.s2slab.token;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * The meaning of a header field or claim of a token, for readers who do not know it.
 *
 * @param text its meaning, one sentence
 * @param source the public text that defines it, with the section
 * @param link the address of that text
 */
public record ClaimMeaning(String text, String source, URI link) {
    /** The place of a member in a token. The same name has different meanings in different places. */
    public enum Place {
        /** The header of a signed token. */
        SIGNED_HEADER,
        /** The header of an outer token, which nobody signed. */
        OUTER_HEADER,
        /** The claims of the unsigned token around an actor token. */
        OUTER,
        /** The claims of a self-issued actor token. */
        ACTOR,
        /** The claims of an actor token that an authorization server issued. */
        ISSUED,
        /** The claims of an access token of evoSTS. */
        ACCESS,
        /** The claims of an assertion, with which an application requests a token from an authorization server. */
        ASSERTION;

        /** Decides by the claims of a signed token whether it is an assertion, an access token, an issued or a self-issued token. */
        public static Place ofSigned(Map<String, ?> claims) {
            boolean toServer =
                    String.valueOf(claims.get(ClaimNames.AUD)).startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER);
            if (claims.containsKey(ClaimNames.JTI) || (toServer && !claims.containsKey(ClaimNames.NAMEID))) {
                return ASSERTION;
            }
            Object issuer = claims.get(ClaimNames.ISS);
            if (EvoStsIssuer.isAddress(String.valueOf(issuer)) && claims.containsKey(ClaimNames.TID)) {
                return ACCESS;
            }
            return issuer == null || issuer.equals(claims.get(ClaimNames.NAMEID)) ? ACTOR : ISSUED;
        }
    }

    /** The meaning of a name in a place; empty if this protocol has no such name in this place. */
    public static Optional<ClaimMeaning> of(Place place, String name) {
        return Optional.ofNullable(ClaimMeanings.TABLE.get(place)).map(names -> names.get(name));
    }
}
