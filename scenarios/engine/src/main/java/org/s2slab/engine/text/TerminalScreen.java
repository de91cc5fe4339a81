package org.s2slab.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The screen on which a command writes: its style, its width, and whether the last line can be rewritten.
 *
 * @param columns the width in characters; {@link #UNLIMITED} if the output goes to a file or another program
 * @param rewrites whether the last line can be erased
 */
public record TerminalScreen(TerminalStyle style, int columns, boolean rewrites) {
    /** The width of output that nobody looks at while it is written. */
    public static final int UNLIMITED = 10_000;

    /** The smallest width for which lines are made. */
    private static final int SMALLEST = 20;

    public TerminalScreen {
        columns = Math.max(SMALLEST, columns);
    }

    /** A screen that is a file or another program. */
    public static TerminalScreen pipe(TerminalStyle style) {
        return new TerminalScreen(style, UNLIMITED, false);
    }

    /** What is written to erase the last line, which must not have ended. */
    public String erasing() {
        return TerminalWriter.erasing();
    }

    /** A text that fits: cut off with an ellipsis, or filled up with spaces. */
    public String cell(String text, int width) {
        String fitting = fitting(text, width);
        return fitting + " ".repeat(width - fitting.length());
    }

    /** A text without colours, cut off with an ellipsis where it is longer than a width. */
    public String fitting(String text, int width) {
        String whole = shown(text);
        String end = style.ellipsis();
        return whole.length() <= width ? whole : whole.substring(0, Math.max(0, width - end.length())) + end;
    }

    /** A text with signs that the character set has in place of those that the lab's texts use. */
    public String shown(String text) {
        return style.signs()
                ? text
                : text.replace("\u2026", "...").replace("\u2192", "->").replace("\u2022", "*");
    }

    /**
     * A text without colours in lines that fit on the screen, broken between words. A word that is longer than a line is
     * not broken.
     *
     * @param first what stands before the first line
     * @param indent the number of spaces before each further line
     */
    public List<String> wrapped(String first, int indent, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : shown(text).strip().split("[ \t\n]+", -1)) {
            if (begun && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(" ".repeat(indent));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }

    /** A number of things: "1 scenario", "1,234 hops". */
    public static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
