package org.s2slab.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The screen to which a command writes: its style, its width, and whether the last line can be rewritten.
 *
 * @param columns the width in characters; {@link #UNLIMITED} if the output goes to a file or another program
 * @param rewrites whether the last line can be erased
 */
public record TerminalScreen(TerminalStyle style, int columns, boolean rewrites) {
    /** The width of output that goes to a file or another program. */
    public static final int UNLIMITED = 10_000;

    /** The minimum width; for a narrower screen, lines have this width. */
    private static final int SMALLEST = 20;

    public TerminalScreen {
        columns = Math.max(SMALLEST, columns);
    }

    /** A screen for output to a file or another program. */
    public static TerminalScreen pipe(TerminalStyle style) {
        return new TerminalScreen(style, UNLIMITED, false);
    }

    /** The text that erases the last line. The last line must not have ended with a line break. */
    public String erasing() {
        return TerminalWriter.erasing();
    }

    /** A text that fills a width exactly: cut off with an ellipsis, or filled with spaces. */
    public String cell(String text, int width) {
        String fitting = fitting(text, width);
        return fitting + " ".repeat(width - fitting.length());
    }

    /** A text without colours, cut off with an ellipsis if it is longer than the width. */
    public String fitting(String text, int width) {
        String whole = shown(text);
        String end = style.ellipsis();
        return whole.length() <= width ? whole : whole.substring(0, Math.max(0, width - end.length())) + end;
    }

    /** A text in which characters that the terminal cannot show are replaced. */
    public String shown(String text) {
        return style.signs()
                ? text
                : text.replace("\u2026", "...").replace("\u2192", "->").replace("\u2022", "*");
    }

    /**
     * Wraps a text without colours into lines that fit on the screen. A word that is longer than a line is not broken.
     *
     * @param first the text before the first line
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

    /** A number with its noun: "1 scenario", "1,234 hops". */
    public static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
