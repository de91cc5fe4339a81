package org.s2slab.engine.checker.plain;

/** Converts only the letters A to Z to lower case. Letters of all other alphabets stay unchanged. */
final class PlainCase {
    private PlainCase() {}

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    static boolean same(String one, String other) {
        return lower(one).equals(lower(other));
    }
}
