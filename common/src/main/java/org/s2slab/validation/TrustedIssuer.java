package org.s2slab.validation;

import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One registered issuer of actor tokens, as this node's configuration has it now.
 *
 * @param name the name administrators gave it
 * @param issuer the exact {@code iss} it signs under
 * @param enabled whether the partner application is enabled
 * @param level what it may do
 * @param acceptsSids whether security identifiers from it identify users (AcceptSecurityIdentifierInformation)
 * @param broker whether it may name applications other than itself (IsTrustBroker; authorization servers)
 * @param linkedAccount whether it has permissions here: a linked account or granted permissions (Exchange, check I3)
 * @param ownKeys whether it proves itself by keys of its own, and not by the word of another issuer (check F10)
 * @param trustedSince seconds since 1970 from when its tokens count (check H6)
 */
public record TrustedIssuer(
        String name,
        PrincipalId issuer,
        boolean enabled,
        TrustLevel level,
        boolean acceptsSids,
        boolean broker,
        boolean linkedAccount,
        boolean ownKeys,
        long trustedSince) {
    /**
     * Whether it is an authorization server: it vouches for applications in its own tenant and nowhere else, and calls
     * nobody itself.
     */
    public boolean isAuthorizationServer() {
        return broker && issuer.id().equals(WellKnownPrincipals.AUTHORIZATION_SERVER);
    }
}
