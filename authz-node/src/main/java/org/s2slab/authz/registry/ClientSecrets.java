package org.s2slab.authz.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.s2slab.trace.TokenHash;

/** Generates and hashes client secrets. They are long random texts. Only the hash is stored. */
public final class ClientSecrets {
    /**
     * Minimum characters of a secret. A plain hash resists guessing only if secrets are random and long. Azure's
     * secrets have 44 characters (32 bytes in base64).
     */
    public static final int SHORTEST = 32;

    private static final int BYTES = 32;

    private ClientSecrets() {}

    /** Generates a secret: 32 random bytes in base64, as in Azure. */
    public static String make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static String hash(String secret) {
        return TokenHash.ofBytes(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares two texts in constant time. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
