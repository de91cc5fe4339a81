package org.s2slab.validation;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/** Parses the names of principals and audiences in tokens, strictly. */
final class PrincipalNameParser {
    /** The beginning of the name under which an AzureAD server is registered. No token names it like this. */
    private static final String RESERVED = WellKnownPrincipals.EVOSTS + "@";

    private PrincipalNameParser() {}

    /** {@code id@realm}, or null when the text is not exactly that (check F1). */
    static @Nullable PrincipalId principal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int at = text.indexOf('@');
        if (text.startsWith(RESERVED)
                || at <= 0
                || at == text.length() - 1
                || text.indexOf('@', at + 1) >= 0
                || text.indexOf('/') >= 0) {
            return null;
        }
        return new PrincipalId(text.substring(0, at), text.substring(at + 1));
    }

    /** {@code id/host@realm}, or null when the text is not exactly that (check G1). */
    static @Nullable Audience audience(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        int at = text.indexOf('@');
        boolean once = text.indexOf('/', slash + 1) < 0 && text.indexOf('@', at + 1) < 0;
        if (slash <= 0 || at <= slash + 1 || at == text.length() - 1 || !once) {
            return null;
        }
        return new Audience(text.substring(0, slash), text.substring(slash + 1, at), text.substring(at + 1));
    }

    /**
     * The fault that prevents comparing a name byte by byte (check F8): a character that is not printable ASCII,
     * braces, or a GUID that is not in canonical lower case. Null if there is none.
     */
    static @Nullable String spellingFault(String text) {
        boolean capitals = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            capitals |= c >= 'A' && c <= 'F';
            if (c <= ' ' || c >= 0x7f || c == '{' || c == '}') {
                return "expected printable ASCII without blanks and braces";
            }
        }
        if (!capitals) {
            return null;
        }
        int realm = text.lastIndexOf('@') + 1;
        int idEnd = text.indexOf('/');
        if (idEnd < 0) {
            idEnd = realm > 0 ? realm - 1 : text.length();
        }
        return isCapitalGuid(text, 0, idEnd) || (realm > 0 && isCapitalGuid(text, realm, text.length()))
                ? "expected GUIDs in lower case"
                : null;
    }

    private static boolean isCapitalGuid(String text, int from, int to) {
        if (to - from != 36 || text.charAt(from + 8) != '-' || text.charAt(from + 13) != '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'F') {
                return true;
            }
        }
        return false;
    }
}
