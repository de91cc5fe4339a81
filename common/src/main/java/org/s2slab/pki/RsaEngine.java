package org.s2slab.pki;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.s2slab.trace.OperationCounters;

/**
 * Creates and verifies RS256 signatures (RSASSA-PKCS1-v1_5 with SHA-256) and verifies PS256 signatures, with the
 * fastest provider of this machine. Counts them. Thread-safe: each thread has its own prepared signers and verifiers.
 */
public final class RsaEngine {
    /**
     * The maximum number of signers, and of verifiers, that a thread keeps. A node needs few: it has one signing key
     * and a few partners.
     */
    private static final int PREPARED_PER_THREAD = 32;

    private static final ThreadLocal<Prepared> SIGNERS = ThreadLocal.withInitial(Prepared::new);
    private static final ThreadLocal<Prepared> VERIFIERS = ThreadLocal.withInitial(Prepared::new);

    private final OperationCounters counters;

    public RsaEngine(OperationCounters counters) {
        this.counters = counters;
    }

    /** The name of the provider, for the message at the start. */
    public static String name() {
        return CryptoProvider.name();
    }

    /** Generates an RSA key pair. This takes up to hundreds of milliseconds; call it on worker threads only. */
    public static KeyPair generate(int bits) {
        return CryptoProvider.rsaPair(bits);
    }

    /** Signs content; throws IllegalStateException if the key is not an RSA key. */
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
            counters.increment(OperationCounters.SIGNATURES);
            return signature;
        } catch (GeneralSecurityException e) {
            signers.remove(key);
            throw new IllegalStateException("RS256 signature", e);
        }
    }

    /**
     * Verifies a signature over content by a public key. The check is strict (check E2): the signature must be exactly
     * as long as the modulus. A key that is not RSA verifies no signature.
     */
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        counters.increment(OperationCounters.VERIFICATIONS);
        if (!(key instanceof RSAPublicKey rsa) || !isAsLong(signature, rsa)) {
            return false;
        }
        Prepared verifiers = VERIFIERS.get();
        try {
            Signature verifier = verifiers.get(key);
            if (verifier == null) {
                verifier = CryptoProvider.sha256WithRsa();
                verifier.initVerify(key);
                verifiers.put(key, verifier);
            }
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // For a malformed signature or an odd key, some providers return false and others throw: both mean invalid.
            verifiers.remove(key);
            return false;
        }
    }

    /**
     * Verifies with nimbus-jose-jwt a JWS (RFC 7515) that a client library signed: {@code RS256} or {@code PS256} (RFC 7518
     * sections 3.3 and 3.5). An algorithm that is not for RSA keys verifies no signature.
     */
    public boolean verify(JWSAlgorithm algorithm, PublicKey key, byte[] content, byte[] signature) {
        counters.increment(OperationCounters.VERIFICATIONS);
        if (!(key instanceof RSAPublicKey rsa) || !isAsLong(signature, rsa)) {
            return false;
        }
        RSASSAVerifier verifier = new RSASSAVerifier(rsa);
        CryptoProvider.use(verifier.getJCAContext());
        try {
            return verifier.verify(new JWSHeader(algorithm), content, Base64URL.encode(signature));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** Checks the length, because Nimbus leaves this to the provider, and providers differ (check E2). */
    private static boolean isAsLong(byte[] signature, RSAPublicKey key) {
        return signature.length == (key.getModulus().bitLength() + 7) / 8;
    }

    /** The least recently used entry is removed first, so that withdrawn keys do not stay. */
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
