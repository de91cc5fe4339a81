package org.s2slab.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** By what journals speak of a token, so that caller and called side name the same one and neither shows it (M3). */
public final class TokenHash {
    private TokenHash() {}

    /** The base64url SHA-256 hash of a signed token's signed bytes: everything before its last dot. */
    public static String of(String compactToken) {
        int dot = compactToken.lastIndexOf('.');
        String signed = dot < 0 ? compactToken : compactToken.substring(0, dot);
        return ofBytes(signed.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of bytes that are at hand already. */
    public static String ofBytes(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
