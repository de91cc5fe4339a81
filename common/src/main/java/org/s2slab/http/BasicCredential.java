package org.s2slab.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;

/** The user name and password of an HTTP Basic credential, in UTF-8 (RFC 7617). */
public record BasicCredential(String user, String password) {
    private static final String SCHEME = "basic";

    /** Parses an Authorization field; empty if it has no Basic credential, or the credential cannot be decoded. */
    public static Optional<BasicCredential> in(String authorization) {
        if (!isBasic(authorization) || authorization.length() <= SCHEME.length() + 1) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(authorization.substring(SCHEME.length() + 1));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredential(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static boolean isBasic(String authorization) {
        return BearerCredential.schemeOf(authorization).equals(SCHEME);
    }

    /** Compares the password in constant time. */
    public boolean hasPassword(String expected) {
        return MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this is the password of a person. For an unknown person the comparison takes the same time. */
    public boolean isOf(@Nullable UserAccount person) {
        boolean right = hasPassword(person == null ? "" : person.password());
        return person != null && right;
    }

    @Override
    public String toString() {
        return "BasicCredential[" + user + "]";
    }
}
