package org.s2slab.trace;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes characters that would control a terminal, as {@code \\u001b}. */
public final class ControlCharacterEscaper {
    /** All control characters except line end and tab, and the characters that change the text direction. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t\\r]]|\\r(?!\\n)|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private ControlCharacterEscaper() {}

    /** Escapes every control character of a text. */
    public static String shown(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.format(
                        Locale.ROOT, "\\u%04x", (int) found.group().charAt(0))));
    }
}
