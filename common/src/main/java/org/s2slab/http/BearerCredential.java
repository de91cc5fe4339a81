package org.s2slab.http;

import java.util.Locale;
import java.util.Optional;

/**
 * The text of a bearer token in an Authorization field (RFC 6750, 2.1).
 *
 * @param token never empty
 */
public record BearerCredential(String token) {
    private static final String SCHEME = "bearer";

    /** The prefix of Lync's web tickets. A token68 cannot have an equals sign in this place. */
    private static final String WEB_TICKET = "cwt=";

    private static final boolean[] TOKEN68 = token68();

    private static boolean[] token68() {
        boolean[] characters = new boolean[128];
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/"
                .chars()
                .forEach(c -> characters[c] = true);
        return characters;
    }

    public BearerCredential {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a bearer credential is not empty");
        }
    }

    /** The token of a field that passed the request rules; empty for other schemes and for {@code Bearer} alone. */
    static Optional<BearerCredential> in(String authorization) {
        if (!isBearer(authorization) || authorization.length() <= SCHEME.length() + 1) {
            return Optional.empty();
        }
        return Optional.of(new BearerCredential(authorization.substring(SCHEME.length() + 1)));
    }

    static boolean isBearer(String authorization) {
        return schemeOf(authorization).equals(SCHEME);
    }

    /** Whether a field carries one of Lync's web tickets instead of a token. */
    static boolean isWebTicket(String authorization) {
        int begin = SCHEME.length() + 1;
        return isBearer(authorization)
                && authorization.startsWith(WEB_TICKET, begin)
                && isToken68(authorization, begin + WEB_TICKET.length());
    }

    /** The scheme in lower case: the text before the first character that a scheme cannot contain. */
    static String schemeOf(String authorization) {
        int end = 0;
        while (end < authorization.length() && Character.isLetterOrDigit(authorization.charAt(end))) {
            end++;
        }
        return authorization.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the text from {@code begin} on is a token68 (RFC 9110, 11.2): one or more of its characters, then
     * padding. It is a plain loop over a table, because every request runs it and a token has thousands of characters.
     */
    static boolean isToken68(String text, int begin) {
        int end = text.length();
        while (end > begin && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c >= TOKEN68.length || !TOKEN68[c]) {
                return false;
            }
        }
        return end > begin;
    }

    @Override
    public String toString() {
        return "BearerCredential[" + token.length() + " characters]";
    }
}
