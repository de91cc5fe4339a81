package org.s2slab.authz.grants;

import java.util.Map;

/**
 * An issued token.
 *
 * @param text the token
 * @param resource the requested resource, as the client wrote it
 * @param notBefore seconds since 1970
 * @param expires seconds since 1970
 * @param members further members of the response about a signed-in person, such as {@code id_token}
 */
public record IssuedToken(String text, String resource, long notBefore, long expires, Map<String, String> members) {
    public IssuedToken {
        members = Map.copyOf(members);
    }

    /**
     * The time in seconds for the response: at most a day, because servers' tokens live five minutes longer than Azure
     * reports.
     */
    public long expiresIn() {
        return Math.min(expires - notBefore, 86_400) - 1;
    }

    /** The text for logs, without the token. */
    @Override
    public String toString() {
        return "IssuedToken[" + resource + "]";
    }
}
