package org.s2slab.validation;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which signatures were verified, so that each costs its arithmetic once per configuration epoch. What is kept is the
 * arithmetic alone: whether the issuer is still trusted, and with this key, is asked anew each time.
 */
final class VerifiedSignatureCache {
    /** A partner makes a few actor tokens a day for each audience; thousands allow for many partners. */
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

    /** The same proofs for somebody who only looks: nothing more is kept. */
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

    /** Whether exactly this signature was verified once, in whatever epoch: the token is genuine, its key may be gone. */
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
