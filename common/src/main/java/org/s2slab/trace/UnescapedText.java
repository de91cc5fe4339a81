package org.s2slab.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text together with its unescaped form: percent-encoding (RFC 3986, 2.1), JSON escapes (RFC 8259, 7) and XML
 * character references. Only ASCII is unescaped, because tokens consist of nothing else.
 */
final class UnescapedText {
    private static final Pattern ESCAPE = Pattern.compile(
            "%([0-9A-Fa-f]{2})|\\\\u([0-9A-Fa-f]{4})|\\\\([\\\\/])|&#([0-9]{1,7});|&#[xX]([0-9A-Fa-f]{1,6});");

    private static final int HEX = 16;
    private static final int ASCII = 128;

    private final String plain;
    private final int[] places;
    private final boolean isPlain;

    private UnescapedText(String plain, int[] places, boolean isPlain) {
        this.plain = plain;
        this.places = places;
        this.isPlain = isPlain;
    }

    static UnescapedText of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] places = new int[text.length() + 1];
        Matcher escape = ESCAPE.matcher(text);
        int at = 0;
        while (escape.find()) {
            int character = character(escape);
            if (character < ASCII) {
                at = copy(text, at, escape.start(), plain, places);
                places[plain.length()] = at;
                plain.append((char) character);
                at = escape.end();
            }
        }
        copy(text, at, text.length(), plain, places);
        places[plain.length()] = text.length();
        return new UnescapedText(plain.toString(), places, plain.length() == text.length());
    }

    private static int copy(String text, int from, int to, StringBuilder plain, int[] places) {
        for (int i = from; i < to; i++) {
            places[plain.length()] = i;
            plain.append(text.charAt(i));
        }
        return to;
    }

    private static int character(Matcher escape) {
        if (escape.group(3) != null) {
            return escape.group(3).charAt(0);
        }
        if (escape.group(4) != null) {
            return Integer.parseInt(escape.group(4));
        }
        String hex =
                escape.group(1) != null ? escape.group(1) : escape.group(2) != null ? escape.group(2) : escape.group(5);
        return Integer.parseInt(hex, HEX);
    }

    /** Whether the text has no escapes. */
    boolean isPlain() {
        return isPlain;
    }

    String plain() {
        return plain;
    }

    /** The place in the text that corresponds to a place in the unescaped form. The ends correspond. */
    int place(int ofPlain) {
        return places[ofPlain];
    }
}
