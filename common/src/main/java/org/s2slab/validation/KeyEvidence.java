package org.s2slab.validation;

import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.RsaEngine;
import org.s2slab.trace.TokenHash;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/** The facts before a signature is verified: the claimed issuer, and the key of this issuer in the configuration. */
final class KeyEvidence {
    private final UnverifiedToken token;
    private final String x5t;
    private final ServiceIdentity self;
    private final long epoch;
    private final @Nullable IssuerKey found;
    private final boolean registered;
    private final VerifiedSignatureCache proofs;
    private final RsaEngine engine;
    private final byte[] signedBytes;
    private final String hash;

    KeyEvidence(
            UnverifiedToken token,
            String x5t,
            ServiceIdentity self,
            long epoch,
            Optional<IssuerKey> found,
            boolean registered,
            VerifiedSignatureCache proofs,
            RsaEngine engine) {
        this.token = token;
        this.x5t = x5t;
        this.self = self;
        this.epoch = epoch;
        this.found = found.orElse(null);
        this.registered = registered;
        this.proofs = proofs;
        this.engine = engine;
        signedBytes = token.signed().signedBytes();
        hash = TokenHash.ofBytes(signedBytes);
    }

    PrincipalId issuer() {
        return token.issuer();
    }

    /** The thumbprint the header names. */
    String x5t() {
        return x5t;
    }

    ServiceIdentity self() {
        return self;
    }

    boolean isRegistered() {
        return registered;
    }

    boolean isFound() {
        return found != null;
    }

    /** The issuer's key; IllegalStateException if there is none (E4 refuses first). */
    IssuerKey key() {
        if (found == null) {
            throw new IllegalStateException("no certificate of the issuer has this thumbprint");
        }
        return found;
    }

    /** The properties of the key's certificate. */
    CertificateFacts certificate() {
        return CertificateFacts.of(key().certificate());
    }

    PublicKey publicKey() {
        return key().certificate().getPublicKey();
    }

    byte[] signature() {
        return token.signed().signature();
    }

    String hash() {
        return hash;
    }

    /** Whether the signature of exactly this token was verified under an earlier configuration. */
    boolean wasProvenOnce() {
        return proofs.heldOnce(hash, signature());
    }

    /** Verifies the signature, or uses the cached result of this epoch. */
    boolean signatureHolds() {
        if (proofs.holds(hash, signature(), key().certificate(), epoch)) {
            return true;
        }
        if (!engine.verify(publicKey(), signedBytes, signature())) {
            return false;
        }
        proofs.keep(hash, signature(), key().certificate(), epoch);
        return true;
    }
}
