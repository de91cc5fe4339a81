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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
