package org.s2slab.validation;

import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * One registered issuer of actor tokens, by the current configuration of this node.
 *
 * @param name the administrator's name of the issuer
 * @param issuer the exact {@code iss} of its tokens
 * @param traits the properties that are either true or false
 * @param level its permissions
 * @param trustedSince seconds since 1970 from which its tokens are accepted (check H6)
 */
public record TrustedIssuer(
        String name, PrincipalId issuer, Switches<IssuerTrait> traits, TrustLevel level, long trustedSince) {
    /** A property of a registered issuer that is either true or false. */
    public enum IssuerTrait {
        /** The partner application is enabled. */
        ENABLED,

        /** Security identifiers from it identify users (AcceptSecurityIdentifierInformation). */
        ACCEPTS_SIDS,

        /** It may name applications other than itself (IsTrustBroker; authorization servers). */
        BROKER,

        /** It has permissions: a linked account or granted permissions (Exchange, check I3). */
        LINKED_ACCOUNT,

        /** It proves its identity by its own keys, and not by another issuer (check F10). */
        OWN_KEYS
    }

    /** The name that stands for each unregistered application that an online service accepts. */
    private static final String OF_TENANT = "an application of the tenant";

    /**
     * An application for which only its tenant's authorization server vouches. It may act as itself only.
     *
     * @param hasRole whether this server gives it a management role, so that its token needs no permission
     */
    public static TrustedIssuer ofTenant(PrincipalId application, long trustedSince, boolean hasRole) {
        Switches<IssuerTrait> traits = Switches.of(IssuerTrait.ENABLED).with(IssuerTrait.LINKED_ACCOUNT, hasRole);
        return new TrustedIssuer(OF_TENANT, application, traits, TrustLevel.APPLICATION, trustedSince);
    }

    /** The client of a person. It has the rights of the person, whatever is registered about the application. */
    static TrustedIssuer ofPerson(PrincipalId application, TrustedIssuer server) {
        return new TrustedIssuer(
                "a client of a person",
                application,
                Switches.of(IssuerTrait.ENABLED, IssuerTrait.LINKED_ACCOUNT)
                        .with(IssuerTrait.ACCEPTS_SIDS, server.acceptsSids()),
                TrustLevel.FULL,
                server.trustedSince());
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
        return broker() && hasNameOfAuthorizationServer();
    }

    /** Whether it has the name of an authorization server, even if a farm does not trust it as a broker. */
    public boolean hasNameOfAuthorizationServer() {
        return WellKnownPrincipals.isAuthorizationServer(issuer.id());
    }

    public boolean enabled() {
        return traits.has(IssuerTrait.ENABLED);
    }

    public boolean acceptsSids() {
        return traits.has(IssuerTrait.ACCEPTS_SIDS);
    }

    public boolean broker() {
        return traits.has(IssuerTrait.BROKER);
    }

    public boolean linkedAccount() {
        return traits.has(IssuerTrait.LINKED_ACCOUNT);
    }

    public boolean ownKeys() {
        return traits.has(IssuerTrait.OWN_KEYS);
    }
}
