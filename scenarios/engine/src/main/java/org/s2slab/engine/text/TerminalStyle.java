package org.s2slab.engine.text;

import java.nio.charset.Charset;

/** Colours and signs that the terminal supports; only {@link TerminalWriter} writes the colours. */
public record TerminalStyle(boolean colour, boolean signs) {
    /** Colours on a terminal unless switched off (also by NO_COLOR); signs if the character set contains them. */
    public static TerminalStyle of(boolean noColor, boolean terminal, Charset charset) {
        boolean told = noColor || System.getenv("NO_COLOR") != null;
        return new TerminalStyle(!told && terminal, charset.newEncoder().canEncode("\u2713\u2717\u2192"));
    }

    /** A copy without colours. */
    public TerminalStyle plain() {
        return new TerminalStyle(false, signs);
    }

    /** A sign, or the text that stands for it where the character set does not have it. */
    public String sign(String sign, String text) {
        return signs ? sign : text;
    }

    /** The sign for text that was cut off. */
    public String ellipsis() {
        return sign("\u2026", "...");
    }

    /** The sign for success. */
    public String tick() {
        return sign("\u2713", "ok");
    }

    /** The sign for failure. */
    public String cross() {
        return sign("\u2717", "FAILED");
    }

    /** The sign between two ends. */
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
