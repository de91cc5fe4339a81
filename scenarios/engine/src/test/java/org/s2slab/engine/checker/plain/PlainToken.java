package org.s2slab.engine.checker.plain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** A decoded token in the compact form of RFC 7515 section 7.1: three parts in canonical base64url. */
final class PlainToken {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final byte[] signed;
    private final byte[] signature;

    private PlainToken(Map<String, Object> header, Map<String, Object> claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    Map<String, Object> header() {
        return header;
    }

    Map<String, Object> claims() {
        return claims;
    }

    /** The signed bytes. */
    byte[] signed() {
        return signed;
    }

    byte[] signature() {
        return signature;
    }

    static PlainToken of(String text) throws BrokenException {
        if (text.chars().filter(c -> c == '.').count() != 2) {
            throw new BrokenException("no three parts");
        }
        int first = text.indexOf('.');
        int second = text.lastIndexOf('.');
        return new PlainToken(
                PlainJson.object(utf8(base64url(text.substring(0, first)))),
                PlainJson.object(utf8(base64url(text.substring(first + 1, second)))),
                text.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                base64url(text.substring(second + 1)));
    }

    /** Decodes base64url (RFC 7515 appendix C). The unused bits must be zero. */
    static byte[] base64url(String text) throws BrokenException {
        if (text.length() % 4 == 1) {
            throw new BrokenException("no base64url has " + text.length() + " characters");
        }
        byte[] bytes = new byte[text.length() * 6 / 8];
        int bits = 0;
        int held = 0;
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new BrokenException("a character that base64url does not have");
            }
            held = held << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        if (held != 0) {
            throw new BrokenException("bits that base64url does not use");
        }
        return bytes;
    }

    private static String utf8(byte[] bytes) throws BrokenException {
        if (bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw new BrokenException("a byte order mark");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BrokenException("no UTF-8: " + Arrays.toString(bytes));
        }
    }
}
