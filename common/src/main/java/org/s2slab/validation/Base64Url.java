package org.s2slab.validation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Canonical base64url without padding (RFC 7515 section 2 and appendix C): exactly one text for the same bytes, so that
 * no second spelling of a signed token exists (check B1).
 */
final class Base64Url {
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /** The bytes that {@code text[from..to)} spells, or null when it is not canonical base64url. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        int length = to - from;
        int rest = length & 3;
        if (rest == 1) {
            return null;
        }
        byte[] out = new byte[(length >> 2) * 3 + (rest == 0 ? 0 : rest - 1)];
        int at = from;
        int put = 0;
        for (int end = to - rest; at < end; at += 4) {
            int bits = (VALUES[text[at] & 0xff] << 18)
                    | (VALUES[text[at + 1] & 0xff] << 12)
                    | (VALUES[text[at + 2] & 0xff] << 6)
                    | VALUES[text[at + 3] & 0xff];
            if (bits < 0) {
                return null;
            }
            out[put++] = (byte) (bits >> 16);
            out[put++] = (byte) (bits >> 8);
            out[put++] = (byte) bits;
        }
        return rest == 0 || decodeRest(text, at, rest, out, put) ? out : null;
    }

    private static boolean decodeRest(byte[] text, int at, int rest, byte[] out, int put) {
        int bits = (VALUES[text[at] & 0xff] << 18) | (VALUES[text[at + 1] & 0xff] << 12);
        if (rest == 3) {
            bits |= VALUES[text[at + 2] & 0xff] << 6;
        }
        int unused = rest == 2 ? 0xffff : 0xff;
        if (bits < 0 || (bits & unused) != 0) {
            return false;
        }
        out[put] = (byte) (bits >> 16);
        if (rest == 3) {
            out[put + 1] = (byte) (bits >> 8);
        }
        return true;
    }

    /** What is wrong with a text that {@link #decode} took for no canonical base64url. */
    static String fault(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (VALUES[text[i] & 0xff] < 0) {
                return "has " + Shown.value(String.valueOf((char) (text[i] & 0xff))) + " at " + (i - from)
                        + ", expected A-Z a-z 0-9 - _ only";
            }
        }
        return ((to - from) & 3) == 1
                ? "has " + (to - from) + " characters, which spell no whole number of bytes"
                : "sets unused bits of its last character, expected the canonical spelling";
    }
}
