package org.s2slab.identity;

import java.util.Locale;

/**
 * The audience of a token, {@code <id>/<host>@<realm>}: the claim {@code aud} ([MS-XOAUTH] 2.2, 3.2.5.6). Principal and
 * realm are compared with case. The host is compared without case (ASCII only), so it is stored in lower case.
 */
public record Audience(String id, String host, String realm) {
    public Audience {
        if (id.isEmpty() || host.isEmpty() || realm.isEmpty()) {
            throw new IllegalArgumentException(
                    "not an audience: '" + id + "/" + host + "@" + realm + "' (expected id/host@realm)");
        }
        if (id.indexOf('@') >= 0 || host.indexOf('@') >= 0 || realm.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "an audience has exactly one '@': '" + id + "/" + host + "@" + realm + "'");
        }
        if (id.indexOf('/') >= 0 || host.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "an audience has exactly one '/': '" + id + "/" + host + "@" + realm + "'");
        }
        host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * Parses {@code id/host@realm}.
     *
     * @throws IllegalArgumentException when one of the three parts is missing or a separator occurs twice
     */
    public static Audience parse(String text) {
        int slash = text.indexOf('/');
        int at = text.lastIndexOf('@');
        if (slash < 0 || at < slash) {
            throw new IllegalArgumentException("not an audience: '" + text + "' (expected id/host@realm)");
        }
        return new Audience(text.substring(0, slash), text.substring(slash + 1, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return id + "/" + host + "@" + realm;
    }
}
