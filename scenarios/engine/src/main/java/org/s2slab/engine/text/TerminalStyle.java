package org.s2slab.engine.text;

import java.nio.charset.Charset;

/** The colours and special characters that the terminal supports. Only {@link TerminalWriter} writes the colours. */
public record TerminalStyle(boolean colour, boolean signs) {
    /**
     * The style of a terminal. It has colours unless they are switched off (also by NO_COLOR), and special characters
     * if the character set contains them.
     */
    public static TerminalStyle of(boolean noColor, boolean terminal, Charset charset) {
        boolean told = noColor || System.getenv("NO_COLOR") != null;
        return new TerminalStyle(!told && terminal, charset.newEncoder().canEncode("\u2713\u2717\u2192"));
    }

    /** A copy without colours. */
    public TerminalStyle plain() {
        return new TerminalStyle(false, signs);
    }

    /** A special character, or its replacement text if the character set does not contain the character. */
    public String sign(String sign, String text) {
        return signs ? sign : text;
    }

    /** The character for text that was cut off. */
    public String ellipsis() {
        return sign("\u2026", "...");
    }

    /** The character for success. */
    public String tick() {
        return sign("\u2713", "ok");
    }

    /** The character for failure. */
    public String cross() {
        return sign("\u2717", "FAILED");
    }

    /** The character between two names, such as caller and called server. */
    public String arrow() {
        return sign("\u2192", "->");
    }

    /** Text in the style of success. */
    public String good(String text) {
        return paint("32", text);
    }

    /** Text in the style of a warning. */
    public String warning(String text) {
        return paint("33", text);
    }

    /** Text in the style of a failure. */
    public String bad(String text) {
        return paint("31", text);
    }

    /** Emphasised text. */
    public String strong(String text) {
        return paint("1", text);
    }

    /** De-emphasised text. */
    public String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? TerminalWriter.painted(code, text) : text;
    }
}
