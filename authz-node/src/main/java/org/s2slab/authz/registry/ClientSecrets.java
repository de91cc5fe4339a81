package org.s2slab.authz.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.s2slab.trace.TokenHash;

/** Client secrets: long random texts, of which only the hash is kept. */
public final class ClientSecrets {
    /**
     * Characters of the shortest secret that is taken. A plain hash withstands guessing only while secrets are random and
     * long; those of Azure have 44 (32 bytes in base64).
     */
    public static final int SHORTEST = 32;

    private static final int BYTES = 32;

    private ClientSecrets() {}

    /** A new one: 32 random bytes in base64, as Azure makes them. */
    public static String make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String hash(String secret) {
        return TokenHash.ofBytes(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares in a time that does not tell how much was right. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
