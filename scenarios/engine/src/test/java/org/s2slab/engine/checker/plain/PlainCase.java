package org.s2slab.engine.checker.plain;

/** Letters A to Z and nothing else have a small form here: every other alphabet's stay as they are. */
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
