package org.s2slab.validation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.s2slab.validation.JsonReader.Malformed;

/**
 * Parses JSON strings from UTF-8 bytes strictly: refuses invalid UTF-8, unpaired surrogates and control characters,
 * escaped or not (check B2).
 */
final class JsonStringParser {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The number 1 in each of eight bytes. */
    private static final long EACH = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] in;
    private int at;
    private @Nullable String fault;

    JsonStringParser(byte[] in) {
        this.in = in;
    }

    /** Restores an earlier state of {@link #fault()}, after a value that is not read. */
    void forgetSince(@Nullable String before) {
        fault = before;
    }

    /** The first fault of the characters, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The place after the last string. */
    int end() {
        return at;
    }

    /** The start of the text. A byte order mark before it is a fault. */
    int skipByteOrderMark() {
        if (in.length < 3 || in[0] != (byte) 0xef || in[1] != (byte) 0xbb || in[2] != (byte) 0xbf) {
            return 0;
        }
        note("begins with a byte order mark");
        return 3;
    }

    /** The value of the string whose first character stands at {@code start}. */
    String read(int start) {
        for (at = afterPlain(start); at < in.length; at++) {
            byte b = in[at];
            if (b == '"') {
                return new String(in, start, at++ - start, StandardCharsets.ISO_8859_1);
            }
            if (b < ' ' || b == '\\' || b == 0x7f) {
                return readUnusual(start);
            }
        }
        throw new Malformed("a string does not end", at);
    }

    /**
     * The place of the first quote, backslash, control character or byte above ASCII; near the end of the text it may
     * be an earlier place. This loop reads most of a token, so it tests eight bytes at once. The high bit of a byte in
     * {@code unusual} is set if the byte is one of these. Carries only reach higher bytes, so the lowest set bit is
     * right.
     */
    private int afterPlain(int start) {
        int here = start;
        int last = in.length - Long.BYTES;
        for (; here <= last; here += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(in, here);
            long unusual = eight
                    | (eight - EACH * ' ')
                    | (eight + EACH)
                    | ((eight ^ (EACH * '"')) - EACH)
                    | ((eight ^ (EACH * '\\')) - EACH);
            if ((unusual & HIGH_BITS) != 0) {
                return here + Long.numberOfTrailingZeros(unusual & HIGH_BITS) / Byte.SIZE;
            }
        }
        return here;
    }

    private String readUnusual(int start) {
        StringBuilder value = new StringBuilder(new String(in, start, at - start, StandardCharsets.ISO_8859_1));
        while (at < in.length) {
            int b = in[at++] & 0xff;
            if (b == '"') {
                return checked(value);
            }
            if (b < ' ') {
                throw new Malformed("a control character stands in a string", at - 1);
            }
            if (b == '\\') {
                value.append(escape());
            } else if (b < 0x80) {
                value.append((char) b);
            } else {
                value.appendCodePoint(utf8(b));
            }
        }
        throw new Malformed("a string does not end", at);
    }

    private char escape() {
        int c = at < in.length ? in[at++] : -1;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new Malformed("an escape JSON does not have", at);
        };
    }

    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < in.length ? hexDigit(in[at]) : -1;
            if (digit < 0) {
                throw new Malformed("\\u needs four hex digits", at);
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }

    /** A byte is never negative here, so Character.digit finds ASCII digits only. */
    private static int hexDigit(byte b) {
        return b < 0 ? -1 : Character.digit((char) b, 16);
    }

    /** Reads a character of several bytes (RFC 3629 section 4). An invalid sequence becomes U+FFFD and a fault. */
    private int utf8(int first) {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        int value = first & (0x3f >> more);
        boolean good = first >= 0xc2 && first <= 0xf4;
        for (int i = 0; good && i < more; i++) {
            good = at < in.length && (in[at] & 0xc0) == 0x80;
            if (good) {
                value = (value << 6) | (in[at++] & 0x3f);
            }
        }
        int smallest = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
        if (!good || value < smallest || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
            note("is not UTF-8 (byte " + at + ")");
            return 0xfffd;
        }
        return value;
    }

    private String checked(StringBuilder value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                note("has the control character U+"
                        + Integer.toHexString(0x10000 | c).substring(1));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                note("has half a surrogate pair");
            }
        }
        return value.toString();
    }

    private void note(String found) {
        if (fault == null) {
            fault = found;
        }
    }
}
