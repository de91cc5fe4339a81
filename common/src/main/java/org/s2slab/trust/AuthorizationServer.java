package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;

/**
 * One authorization server an administrator trusts ({@code New-CsOAuthServer}, {@code New-AuthServer}): its tokens are
 * believed of the applications registered to use one, and it is asked for tokens where a resource trusts it.
 *
 * @param name the administrator's name for it
 * @param issuer the name it signs under, {@code 00000001-0000-0000-c000-000000000000@<tenant>}
 * @param metadataUrl where its AuthMetadata document is
 * @param issuanceEndpoint where it issues tokens, by its last good document; null until that was read
 * @param certificates the keys of that document
 * @param enabled whether it is trusted and asked now
 * @param trustedSince seconds since 1970 at which it was registered (check H6)
 */
public record AuthorizationServer(
        String name,
        PrincipalId issuer,
        URI metadataUrl,
        @Nullable URI issuanceEndpoint,
        List<X509Certificate> certificates,
        boolean enabled,
        long trustedSince) {
    public AuthorizationServer {
        certificates = List.copyOf(certificates);
    }

    static AuthorizationServer of(ResolvedPartner known) {
        PartnerApplication server = known.application();
        return new AuthorizationServer(
                server.name(),
                new PrincipalId(server.applicationId(), Objects.requireNonNull(known.realm())),
                Objects.requireNonNull(server.metadataUrl()),
                known.issuance(),
                server.certificates(),
                server.enabled(),
                server.trustedSince());
    }

    /** The tenant it issues tokens in. */
    public String realm() {
        return issuer.realm();
    }
}
