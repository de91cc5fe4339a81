package org.s2slab.engine.text;

import java.nio.charset.Charset;

/** Colours and signs, as far as the console has them; colours are for a {@link TerminalWriter} to write. */
public record TerminalStyle(boolean colour, boolean signs) {
    /** Colours on a terminal unless told otherwise (also by NO_COLOR); signs where the character set has them. */
    public static TerminalStyle of(boolean noColor, boolean terminal, Charset charset) {
        boolean told = noColor || System.getenv("NO_COLOR") != null;
        return new TerminalStyle(!told && terminal, charset.newEncoder().canEncode("\u2713\u2717\u2192"));
    }

    /** The same signs, without colours. */
    public TerminalStyle plain() {
        return new TerminalStyle(false, signs);
    }

    /** Stands where something was cut off. */
    public String ellipsis() {
        return signs ? "\u2026" : "...";
    }

    /** Marks what passed. */
    public String tick() {
        return signs ? "\u2713" : "ok";
    }

    /** Marks what failed. */
    public String cross() {
        return signs ? "\u2717" : "FAILED";
    }

    /** Stands between two ends. */
    public String arrow() {
        return signs ? "\u2192" : "->";
    }

    /** Something that went well. */
    public String good(String text) {
        return paint("32", text);
    }

    /** Something to look at twice. */
    public String warning(String text) {
        return paint("33", text);
    }

    /** Something that went wrong. */
    public String bad(String text) {
        return paint("31", text);
    }

    /** Something that stands out. */
    public String strong(String text) {
        return paint("1", text);
    }

    /** Something of less weight. */
    public String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour ? TerminalWriter.painted(code, text) : text;
    }
}
