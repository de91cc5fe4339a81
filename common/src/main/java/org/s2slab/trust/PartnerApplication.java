package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/**
 * One partner application that this node's administrator trusts, and the source of its keys.
 *
 * @param name the administrator's name of the application, unique in the node without case
 * @param applicationId its principal id
 * @param realm its realm, or null if its metadata document gives it or it does not matter
 * @param metadataUrl the address of its AuthMetadata document, or null for another source of keys
 * @param certificates keys that were set manually, or the keys last read from metadata
 * @param traits the properties that are either true or false
 * @param level its permissions
 * @param linkedAccount the account whose permissions it has (Exchange), or null
 * @param grants its additional permissions (Exchange)
 * @param trustedSince seconds since 1970 at which it was registered (check H6)
 */
public record PartnerApplication(
        String name,
        String applicationId,
        @Nullable String realm,
        @Nullable URI metadataUrl,
        List<X509Certificate> certificates,
        Switches<PartnerTrait> traits,
        TrustLevel level,
        @Nullable String linkedAccount,
        PartnerGrants grants,
        long trustedSince) {
    public PartnerApplication {
        certificates = List.copyOf(certificates);
    }

    /** A partner application whose tokens come from an authorization server. It has full permissions. */
    public static PartnerApplication byAuthorizationServer(
            String name,
            String applicationId,
            @Nullable String realm,
            boolean enabled,
            @Nullable String linkedAccount,
            PartnerGrants grants,
            long trustedSince) {
        return new PartnerApplication(
                name,
                applicationId,
                realm,
                null,
                List.of(),
                Switches.of(PartnerTrait.USES_OAUTH_SERVER).with(PartnerTrait.ENABLED, enabled),
                TrustLevel.FULL,
                linkedAccount,
                grants,
                trustedSince);
    }

    /** Returns this application with other keys, enabled or disabled. */
    PartnerApplication with(List<X509Certificate> keys, boolean nowEnabled) {
        return new PartnerApplication(
                name,
                applicationId,
                realm,
                metadataUrl,
                keys,
                traits.with(PartnerTrait.ENABLED, nowEnabled),
                level,
                linkedAccount,
                grants,
                trustedSince);
    }

    public boolean useOAuthServer() {
        return traits.has(PartnerTrait.USES_OAUTH_SERVER);
    }

    public boolean acceptsSids() {
        return traits.has(PartnerTrait.ACCEPTS_SIDS);
    }

    public boolean enabled() {
        return traits.has(PartnerTrait.ENABLED);
    }

    public boolean broker() {
        return traits.has(PartnerTrait.BROKER);
    }

    /** Whether it is an authorization server, which vouches for the applications that are registered to use it. */
    public boolean isAuthorizationServer() {
        return broker() && WellKnownPrincipals.isAuthorizationServer(applicationId);
    }

    /** Whether it is an authorization server of type AzureAD, whose tokens are access tokens. */
    public boolean isEvoSts() {
        return applicationId.equals(WellKnownPrincipals.EVOSTS);
    }

    /** Whether it has its own permissions in this node (check I3). */
    boolean hasPermissions() {
        return linkedAccount != null || !grants.isEmpty();
    }
}
