package org.s2slab.xml;

/**
 * Encodes text for an XML 1.0 document. Any text gives a well-formed document: a character that XML 1.0 cannot
 * represent, not even as a reference, becomes U+FFFD, the replacement character ([XML 1.0] 2.2, production Char).
 */
public final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';

    private XmlText() {}

    /** Escapes text for an element. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + text.length() / 4);
        append(escaped, text, false);
        return escaped.toString();
    }

    /** @param inAttribute whether it stands in an attribute, within double quotes */
    static void append(StringBuilder out, String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // A parser reads a literal one as a line feed, and in an attribute all three as a space.
                case '\r' -> out.append("&#xD;");
                case '\n' -> out.append(inAttribute ? "&#xA;" : "\n");
                case '\t' -> out.append(inAttribute ? "&#x9;" : "\t");
                default -> out.append(isXml(c, text, i) ? c : REPLACEMENT);
            }
        }
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
