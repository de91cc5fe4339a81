package org.s2slab.pki;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jca.JCAContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The RSA provider of this process: the Amazon Corretto Crypto Provider if its native library loads (three to four
 * times as many signatures a second), otherwise the JDK's. It is chosen once per process. The process-wide provider
 * list is not changed, so other code is not affected.
 */
final class CryptoProvider {
    private CryptoProvider() {}

    /** Loaded with the first RSA key, because loading takes a large part of a start. */
    private static final class Native {
        static final @Nullable Provider PROVIDER = load();

        private static @Nullable Provider load() {
            try {
                return Amazon.loaded();
            } catch (LinkageError e) {
                return null;
            }
        }
    }

    /** A separate class, so that without the jar only this class cannot be linked. */
    private static final class Amazon {
        static @Nullable Provider loaded() {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null ? provider : null;
        }
    }

    static String name() {
        return Native.PROVIDER == null
                ? "JDK " + Runtime.version().feature()
                : "Amazon Corretto Crypto Provider " + Native.PROVIDER.getVersionStr();
    }

    static Signature sha256WithRsa() throws GeneralSecurityException {
        Provider chosen = Native.PROVIDER;
        return chosen == null ? Signature.getInstance("SHA256withRSA") : Signature.getInstance("SHA256withRSA", chosen);
    }

    /** Sets this provider for nimbus-jose-jwt, too. */
    static void use(JCAContext context) {
        context.setProvider(Native.PROVIDER);
    }

    /** Returns a factory whose keys the provider can use without conversion. */
    static KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        Provider chosen = algorithm.equals("RSA") ? Native.PROVIDER : null;
        return chosen == null ? KeyFactory.getInstance(algorithm) : KeyFactory.getInstance(algorithm, chosen);
    }

    /** Generates an RSA pair of any length. This takes up to hundreds of milliseconds; never on an event loop. */
    static KeyPair rsaPair(int bits) {
        try {
            Provider chosen = Native.PROVIDER;
            KeyPairGenerator generator =
                    chosen == null ? KeyPairGenerator.getInstance("RSA") : KeyPairGenerator.getInstance("RSA", chosen);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA key pair of " + bits + " bits", e);
        }
    }
}
