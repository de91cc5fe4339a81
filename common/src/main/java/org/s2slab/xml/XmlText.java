package org.s2slab.xml;

import org.jspecify.annotations.Nullable;

/**
 * Encodes text for an XML 1.0 document. Any text results in a well-formed document: U+FFFD replaces a character that
 * XML 1.0 cannot represent, not even as a reference ([XML 1.0] 2.2, production Char).
 */
public final class XmlText {
    private static final String REPLACEMENT = "\uFFFD";

    private XmlText() {}

    /** Escapes text for an element. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + text.length() / 4);
        append(escaped, text, false);
        return escaped.toString();
    }

    /** The first characters of a text, at most this number. A character of two UTF-16 units is not cut in half. */
    public static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean splits = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, splits ? most - 1 : most);
    }

    /** @param inAttribute whether the text is in an attribute, in double quotes */
    static void append(StringBuilder out, String text, boolean inAttribute) {
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text, i, inAttribute);
            if (escaped != null) {
                out.append(text, copied, i).append(escaped);
                copied = i + 1;
            }
        }
        out.append(text, copied, text.length());
    }

    /** The escaped form of a character; null if the character needs no escape. */
    private static @Nullable String escaped(String text, int index, boolean inAttribute) {
        char c = text.charAt(index);
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            // A parser converts a literal CR to a line feed, and in an attribute CR, LF and tab to a space.
            case '\r' -> "&#xD;";
            case '\n' -> inAttribute ? "&#xA;" : null;
            case '\t' -> inAttribute ? "&#x9;" : null;
            default -> isXml(c, text, index) ? null : REPLACEMENT;
        };
    }

    private static boolean isXml(char c, String text, int index) {
        if (c < 0x20) {
            return false;
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return c < 0xFFFE;
    }
}
