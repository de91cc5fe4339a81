package org.s2slab.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/** Generates identifiers; with a seed, a run gets the same identifiers again. Secrets come from the JDK instead. */
public final class IdGenerator {
    private final Random random;

    private IdGenerator(Random random) {
        this.random = random;
    }

    /** Generates unpredictable identifiers. */
    public static IdGenerator random() {
        return new IdGenerator(new SecureRandom());
    }

    /** Generates the same sequence of identifiers for the same seed. */
    public static IdGenerator seeded(long seed) {
        return new IdGenerator(new Random(seed));
    }

    /** A version 4 UUID in canonical lower-case form. */
    public String uuid() {
        byte[] bytes = new byte[16];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (bytes[i] & 0xff);
            low = (low << 8) | (bytes[i + 8] & 0xff);
        }
        return new UUID(high, low).toString();
    }

    /** Random lower-case hex digits, never all zero. */
    public String hex(int digits) {
        byte[] bytes = new byte[(digits + 1) / 2];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        String text = HexFormat.of().formatHex(bytes).substring(0, digits);
        return isZero(text) ? "1" + text.substring(1) : text;
    }

    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
