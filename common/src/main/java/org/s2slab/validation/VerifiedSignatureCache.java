package org.s2slab.validation;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Caches verified signatures, so that each signature is verified once per configuration epoch. Each request still
 * checks whether the issuer and its key are trusted now.
 */
final class VerifiedSignatureCache {
    /** A partner makes a few actor tokens a day for each audience, so this is enough for many partners. */
    private static final int MOST = 10_000;

    private final BoundedCache<String, Proof> proofs;
    private final boolean keeps;

    VerifiedSignatureCache() {
        this(new BoundedCache<>(MOST), true);
    }

    private VerifiedSignatureCache(BoundedCache<String, Proof> proofs, boolean keeps) {
        this.proofs = proofs;
        this.keeps = keeps;
    }

    /** A read-only view of the cache. */
    VerifiedSignatureCache readOnly() {
        return new VerifiedSignatureCache(proofs, false);
    }

    private static final class Proof {
        private final long epoch;
        private final byte[] signature;
        private final X509Certificate certificate;

        Proof(long epoch, byte[] signature, X509Certificate certificate) {
            this.epoch = epoch;
            this.signature = signature;
            this.certificate = certificate;
        }
    }

    /** Whether exactly this signature over these bytes was verified with this certificate in this epoch. */
    boolean holds(String hash, byte[] signature, X509Certificate certificate, long epoch) {
        Proof proof = find(hash, signature);
        return proof != null && proof.epoch == epoch && proof.certificate.equals(certificate);
    }

    /** Whether exactly this signature was verified in any epoch: the token is genuine, but its key may be removed. */
    boolean heldOnce(String hash, byte[] signature) {
        return find(hash, signature) != null;
    }

    void keep(String hash, byte[] signature, X509Certificate certificate, long epoch) {
        if (keeps) {
            proofs.put(hash, new Proof(epoch, signature, certificate));
        }
    }

    private @Nullable Proof find(String hash, byte[] signature) {
        Proof proof = proofs.get(hash);
        return proof != null && Arrays.equals(proof.signature, signature) ? proof : null;
    }
}
