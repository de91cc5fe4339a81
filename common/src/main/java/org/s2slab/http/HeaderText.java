package org.s2slab.http;

/** Encodes text for a header field, so that foreign text cannot end a field or a quoted value (check M1). */
public final class HeaderText {
    private HeaderText() {}

    /** A quoted-string with its content escaped (RFC 9110, 5.6.4). */
    public static String quote(String text) {
        return "\"" + clean(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Replaces every character of a text that is not printable ASCII. */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(c >= 0x20 && c < 0x7f ? c : '?');
        }
        return clean.toString();
    }
}
