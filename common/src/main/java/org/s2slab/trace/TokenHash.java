package org.s2slab.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hash that identifies a token in the journals of caller and called server, without the token. */
public final class TokenHash {
    /** One digest per thread, because looking up an algorithm costs as much as hashing a token. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenHash::newDigest);

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private static final Pattern ACTOR = Pattern.compile("\"actort(?:oken)?\"\\s*:\\s*\"([A-Za-z0-9_.-]+)\"");

    private TokenHash() {}

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The base64url SHA-256 hash of a signed token's signed bytes: everything before its last dot. */
    public static String of(String compactToken) {
        int dot = compactToken.lastIndexOf('.');
        String signed = dot < 0 ? compactToken : compactToken.substring(0, dot);
        return ofBytes(signed.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of a presented token: the hash of its actor token, which is the only signed part. So the journals of
     * caller and called server have the same hash. Without a readable actor token, the hash of the whole text.
     */
    public static String ofPresented(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length == 3) {
            try {
                String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
                Matcher actor = ACTOR.matcher(payload);
                return of(actor.find() ? actor.group(1) : token);
            } catch (IllegalArgumentException e) {
                return of(token);
            }
        }
        return of(token);
    }

    /** The SHA-256 digest of a text in UTF-8. */
    public static byte[] sha256(String text) {
        return SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of signed bytes. */
    public static String ofBytes(byte[] bytes) {
        return BASE64URL.encodeToString(SHA_256.get().digest(bytes));
    }
}
