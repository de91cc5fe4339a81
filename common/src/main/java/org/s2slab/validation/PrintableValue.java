package org.s2slab.validation;

import org.jspecify.annotations.Nullable;

/** Formats the values of a token for a journal: quoted, shortened, printable characters only. */
public final class PrintableValue {
    private static final int LONGEST = 120;

    private PrintableValue() {}

    /** The value in quotes, shortened and printable; {@code absent} for null. */
    public static String value(@Nullable String value) {
        if (value == null) {
            return "absent";
        }
        StringBuilder shown = new StringBuilder("'");
        int end = Math.min(value.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                shown.append(c);
            } else {
                shown.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            }
        }
        return shown.append(end < value.length() ? "...'" : "'").toString();
    }
}
