package org.s2slab.lync.meetings;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that only their holder knows, so that having one proves something. */
final class RandomToken {
    /** 256 bits: nobody finds one by trying. */
    private static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
