package org.s2slab.validation;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Decodes canonical base64url without padding (RFC 7515 section 2 and appendix C). The same bytes have exactly one
 * text, so a signed token has no second spelling (check B1).
 */
final class Base64Url {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final byte[] NOTHING = {};
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /** Decodes {@code text[from..to)}; null if it is not canonical base64url. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        if (from == to) {
            return NOTHING;
        }
        // The JDK's decoder is vectorised. It is strict, except for padding and the unused bits of the last character.
        int unused = ((to - from) & 3) == 2 ? 0b1111 : ((to - from) & 3) == 3 ? 0b11 : 0;
        int last = VALUES[text[to - 1] & 0xff];
        if (last < 0 || (last & unused) != 0) {
            return null;
        }
        try {
            return DECODER.decode(Arrays.copyOfRange(text, from, to));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The fault of a text that {@link #decode} did not accept. */
    static Finding fault(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (VALUES[text[i] & 0xff] < 0) {
                return Finding.of(
                        "has " + PrintableValue.value(String.valueOf((char) (text[i] & 0xff))) + " at " + (i - from),
                        "A-Z a-z 0-9 - _ only");
            }
        }
        return ((to - from) & 3) == 1
                ? Finding.of("has " + (to - from) + " characters, which spell no whole number of bytes")
                : Finding.of("sets unused bits of its last character", "the canonical spelling");
    }
}
