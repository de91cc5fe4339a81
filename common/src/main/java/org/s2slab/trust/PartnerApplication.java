package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.validation.TrustLevel;

/**
 * One application this node's administrator trusts, and where its keys come from.
 *
 * @param name the administrator's name for it, unique in the node without case
 * @param applicationId its principal id
 * @param realm its realm, or null where it is taken from its metadata document or does not matter
 * @param metadataUrl where its AuthMetadata document is, or null for another source of keys
 * @param certificates keys given by hand, or the keys last read from metadata
 * @param useOAuthServer whether its tokens come from an authorization server instead
 * @param level what it may do
 * @param acceptsSids AcceptSecurityIdentifierInformation
 * @param enabled whether it is trusted at the moment
 * @param broker whether it may name applications other than itself
 * @param linkedAccount the account whose permissions it has here (Exchange), or null
 * @param grants what it may do here besides (Exchange)
 * @param trustedSince seconds since 1970 at which it was registered (check H6)
 */
public record PartnerApplication(
        String name,
        String applicationId,
        @Nullable String realm,
        @Nullable URI metadataUrl,
        List<X509Certificate> certificates,
        boolean useOAuthServer,
        TrustLevel level,
        boolean acceptsSids,
        boolean enabled,
        boolean broker,
        @Nullable String linkedAccount,
        PartnerGrants grants,
        long trustedSince) {
    public PartnerApplication {
        certificates = List.copyOf(certificates);
    }

    /** One that was granted nothing besides its linked account. */
    public PartnerApplication(
            String name,
            String applicationId,
            @Nullable String realm,
            @Nullable URI metadataUrl,
            List<X509Certificate> certificates,
            boolean useOAuthServer,
            TrustLevel level,
            boolean acceptsSids,
            boolean enabled,
            boolean broker,
            @Nullable String linkedAccount,
            long trustedSince) {
        this(
                name,
                applicationId,
                realm,
                metadataUrl,
                certificates,
                useOAuthServer,
                level,
                acceptsSids,
                enabled,
                broker,
                linkedAccount,
                PartnerGrants.NONE,
                trustedSince);
    }

    /** The same, trusted or no longer. */
    PartnerApplication withEnabled(boolean now) {
        return new PartnerApplication(
                name,
                applicationId,
                realm,
                metadataUrl,
                certificates,
                useOAuthServer,
                level,
                acceptsSids,
                now,
                broker,
                linkedAccount,
                grants,
                trustedSince);
    }

    /** Whether it is no application but an authorization server, which vouches for those registered to use one. */
    public boolean isAuthorizationServer() {
        return broker && applicationId.equals(WellKnownPrincipals.AUTHORIZATION_SERVER);
    }

    /** Whether it has permissions of its own here (check I3). */
    boolean hasPermissions() {
        return linkedAccount != null || !grants.isEmpty();
    }
}
