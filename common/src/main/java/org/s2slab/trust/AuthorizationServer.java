package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;

/**
 * One authorization server that an administrator trusts ({@code New-CsOAuthServer}, {@code New-AuthServer}). Its tokens
 * are accepted for applications that are registered to use it, and requested for resources that trust it.
 *
 * @param name the administrator's name of the server
 * @param issuer its issuer name, {@code 00000001-0000-0000-c000-000000000000@<tenant>}
 * @param metadataUrl the address of its AuthMetadata document
 * @param issuanceEndpoint the address for token requests, from its last good document; null before the first read
 * @param certificates the keys of that document
 * @param enabled whether it is trusted and used at the moment
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

    /** The tenant for which the server issues tokens. */
    public String realm() {
        return issuer.realm();
    }
}
