package org.s2slab.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.s2slab.trace.Counters;

/**
 * Makes and verifies RS256 signatures (RSASSA-PKCS1-v1_5 with SHA-256), and verifies PS256 ones, with the fastest
 * provider of this machine, and counts them. Safe on any thread: each thread has its own prepared signers and verifiers.
 */
public final class RsaEngine {
    /** Prepared signers and verifiers a thread keeps; a node has one key of its own and a handful of partners. */
    private static final int PREPARED_PER_THREAD = 32;

    private static final ThreadLocal<Prepared> SIGNERS = ThreadLocal.withInitial(Prepared::new);
    private static final ThreadLocal<Prepared> VERIFIERS = ThreadLocal.withInitial(Prepared::new);
    private static final ThreadLocal<Prepared> PSS_VERIFIERS = ThreadLocal.withInitial(Prepared::new);

    private final Counters counters;

    public RsaEngine(Counters counters) {
        this.counters = counters;
    }

    /** Which provider does the arithmetic, for the start line. */
    public static String name() {
        return CryptoProvider.name();
    }

    /** A new RSA key pair. Takes tens to hundreds of milliseconds: worker threads only. */
    public static KeyPair generate(int bits) {
        return CryptoProvider.rsaPair(bits);
    }

    /** Signs content; throws IllegalStateException when the key is no RSA key. */
    public byte[] sign(PrivateKey key, byte[] content) {
        Prepared signers = SIGNERS.get();
        try {
            Signature signer = signers.get(key);
            if (signer == null) {
                signer = CryptoProvider.sha256WithRsa();
                signer.initSign(key);
                signers.put(key, signer);
            }
            signer.update(content);
            byte[] signature = signer.sign();
            counters.increment(Counters.SIGNATURES);
            return signature;
        } catch (GeneralSecurityException e) {
            signers.remove(key);
            throw new IllegalStateException("RS256 signature", e);
        }
    }

    /**
     * Whether a signature over content was made with the private half of a key. Strict (check E2): the signature must be
     * exactly as long as the modulus. Any other key than RSA verifies nothing.
     */
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        return verify(VERIFIERS.get(), CryptoProvider::sha256WithRsa, key, content, signature);
    }

    /**
     * The same for PS256 (RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes, RFC 7518 section 3.5), by which
     * today's client libraries sign their assertions.
     */
    public boolean verifyPss(PublicKey key, byte[] content, byte[] signature) {
        return verify(PSS_VERIFIERS.get(), CryptoProvider::sha256WithRsaPss, key, content, signature);
    }

    private boolean verify(Prepared verifiers, Maker maker, PublicKey key, byte[] content, byte[] signature) {
        counters.increment(Counters.VERIFICATIONS);
        if (!(key instanceof RSAPublicKey rsa)
                || signature.length != (rsa.getModulus().bitLength() + 7) / 8) {
            return false;
        }
        try {
            Signature verifier = verifiers.get(key);
            if (verifier == null) {
                verifier = maker.make();
                verifier.initVerify(key);
                verifiers.put(key, verifier);
            }
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Providers differ in whether a malformed signature or an odd key is false or an exception: both are a no.
            verifiers.remove(key);
            return false;
        }
    }

    private interface Maker {
        Signature make() throws GeneralSecurityException;
    }

    /** The least recently used goes first, so that withdrawn keys do not stay. */
    private static final class Prepared extends LinkedHashMap<Key, Signature> {
        private static final long serialVersionUID = 1L;

        Prepared() {
            super(PREPARED_PER_THREAD, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Signature> eldest) {
            return size() > PREPARED_PER_THREAD;
        }
    }
}
