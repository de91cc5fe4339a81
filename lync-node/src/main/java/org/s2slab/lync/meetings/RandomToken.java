package org.s2slab.lync.meetings;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates random texts that nobody can guess. The possession of such a text authenticates its holder. */
final class RandomToken {
    /** Length in bytes: 256 bits, so that nobody finds a token by trying. */
    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
