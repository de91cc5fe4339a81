package org.s2slab.pki;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The platform's source of RSA: the Amazon Corretto Crypto Provider where its native library loads (three to four times
 * as many signatures a second), the JDK's own elsewhere. Chosen once per process; the process-wide provider list is left
 * as it is, so that nothing else changes its behaviour.
 */
final class CryptoProvider {
    private static final @Nullable Provider NATIVE = nativeProvider();

    private CryptoProvider() {}

    private static @Nullable Provider nativeProvider() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null ? provider : null;
        } catch (LinkageError e) {
            return null;
        }
    }

    static String name() {
        return NATIVE == null
                ? "JDK " + Runtime.version().feature()
                : "Amazon Corretto Crypto Provider " + NATIVE.getVersionStr();
    }

    static Signature sha256WithRsa() throws GeneralSecurityException {
        return NATIVE == null ? Signature.getInstance("SHA256withRSA") : Signature.getInstance("SHA256withRSA", NATIVE);
    }

    /** Keys made here need no translation when they are first used. */
    static KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        return NATIVE == null || !algorithm.equals("RSA")
                ? KeyFactory.getInstance(algorithm)
                : KeyFactory.getInstance(algorithm, NATIVE);
    }

    /** A new RSA pair; tens to hundreds of milliseconds, so never on an event loop. */
    static KeyPair rsaPair(int bits) {
        try {
            // The native generator takes no short keys; the lab needs some to show that they are refused.
            KeyPairGenerator generator = NATIVE == null || bits < 2048
                    ? KeyPairGenerator.getInstance("RSA")
                    : KeyPairGenerator.getInstance("RSA", NATIVE);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA key pair of " + bits + " bits", e);
        }
    }
}
