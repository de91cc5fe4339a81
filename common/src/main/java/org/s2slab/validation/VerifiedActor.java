package org.s2slab.validation;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/**
 * An actor token whose signature holds: from here on its claims are statements of the issuer. Only {@link ActorSignatureVerifier}
 * makes one.
 */
final class VerifiedActor {
    private final ClaimSet claims;
    private final PrincipalId issuer;
    private final @Nullable PrincipalId application;
    private final @Nullable TrustedIssuer trusted;
    private final @Nullable X509Certificate certificate;
    private final String hash;

    VerifiedActor(ClaimSet claims, PrincipalId issuer, IssuerKey key, String hash) {
        this(claims, issuer, key.issuer(), key.certificate(), hash);
    }

    /** As if it were verified: for an {@link TokenExamination} only, which believes nothing. */
    VerifiedActor(
            ClaimSet claims,
            PrincipalId issuer,
            @Nullable TrustedIssuer trusted,
            @Nullable X509Certificate certificate,
            String hash) {
        this.claims = claims;
        this.issuer = issuer;
        this.trusted = trusted;
        this.certificate = certificate;
        this.hash = hash;
        String nameId = claims.nameId();
        boolean itself = nameId != null && nameId.equals(claims.issuer());
        application = itself ? issuer : PrincipalNameParser.principal(nameId);
    }

    ClaimSet claims() {
        return claims;
    }

    PrincipalId issuer() {
        return issuer;
    }

    /** The calling application, or null where {@code nameid} is no principal (then F4 refuses). */
    @Nullable
    PrincipalId application() {
        return application;
    }

    /** Whether the issuer is registered here; always, where a signature was verified. */
    boolean isTrusted() {
        return trusted != null;
    }

    /** The issuer as it is registered here; IllegalStateException where it is not (then F2 refuses first). */
    TrustedIssuer trusted() {
        if (trusted == null) {
            throw new IllegalStateException("the issuer is not registered here");
        }
        return trusted;
    }

    /** What there is to know of the certificate that verified it; IllegalStateException without one (E4 refuses first). */
    CertificateFacts certificate() {
        if (certificate == null) {
            throw new IllegalStateException("no certificate of the issuer has this thumbprint");
        }
        return CertificateFacts.of(certificate);
    }

    /** Hash of the signed bytes. */
    String hash() {
        return hash;
    }
}
