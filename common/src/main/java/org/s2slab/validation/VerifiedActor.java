package org.s2slab.validation;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/**
 * An actor token whose signature holds: from here on its claims are statements of the issuer. Only {@link ActorSignature}
 * makes one.
 */
final class VerifiedActor {
    private final Claims claims;
    private final PrincipalId issuer;
    private final @Nullable PrincipalId application;
    private final IssuerKey key;
    private final String hash;

    VerifiedActor(Claims claims, PrincipalId issuer, IssuerKey key, String hash) {
        this.claims = claims;
        this.issuer = issuer;
        this.key = key;
        this.hash = hash;
        String nameId = claims.nameId();
        boolean itself = nameId != null && nameId.equals(claims.issuer());
        application = itself ? issuer : Names.principal(nameId);
    }

    Claims claims() {
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

    /** The key that verified it, and whose it is. */
    IssuerKey key() {
        return key;
    }

    /** What there is to know of that key's certificate. */
    CertificateFacts certificate() {
        return CertificateFacts.of(key.certificate());
    }

    /** Hash of the signed bytes. */
    String hash() {
        return hash;
    }
}
