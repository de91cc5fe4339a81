package org.s2slab.validation;

import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One registered issuer of actor tokens, by the current configuration of this node.
 *
 * @param name the administrator's name of the issuer
 * @param issuer the exact {@code iss} of its tokens
 * @param enabled whether the partner application is enabled
 * @param level its permissions
 * @param acceptsSids whether security identifiers from it identify users (AcceptSecurityIdentifierInformation)
 * @param broker whether it may name applications other than itself (IsTrustBroker; authorization servers)
 * @param linkedAccount whether it has permissions: a linked account or granted permissions (Exchange, check I3)
 * @param ownKeys whether it proves its identity by its own keys, and not by another issuer (check F10)
 * @param trustedSince seconds since 1970 from which its tokens are accepted (check H6)
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
    /** The name that stands for each unregistered application that an online service accepts. */
    private static final String OF_TENANT = "an application of the tenant";

    /** An application for which only its tenant's authorization server vouches. It may act as itself only. */
    public static TrustedIssuer ofTenant(PrincipalId application, long trustedSince) {
        return new TrustedIssuer(
                OF_TENANT, application, true, TrustLevel.APPLICATION, false, false, false, false, trustedSince);
    }

    /** Whether this server has no registration for the application. */
    public boolean unregistered() {
        return name.equals(OF_TENANT);
    }

    /**
     * Whether it is an authorization server: it vouches for applications in its own tenant only, and makes no calls
     * itself.
     */
    public boolean isAuthorizationServer() {
        return broker && hasNameOfAuthorizationServer();
    }

    /** Whether it has the name of an authorization server, even if a farm does not trust it as a broker. */
    public boolean hasNameOfAuthorizationServer() {
        return issuer.id().equals(WellKnownPrincipals.AUTHORIZATION_SERVER);
    }
}
