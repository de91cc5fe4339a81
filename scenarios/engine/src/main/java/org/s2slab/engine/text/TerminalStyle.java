package org.s2slab.engine.text;

import java.nio.charset.Charset;
import org.s2slab.config.Switches;

/** The colours and special characters that the terminal supports. Only {@link TerminalWriter} writes the colours. */
public record TerminalStyle(Switches<TerminalAbility> abilities) {
    /** An ability of a terminal. */
    public enum TerminalAbility {
        COLOUR,

        SIGNS
    }

    /**
     * The style of a terminal. It has colours unless the variable NO_COLOR switches them off, and special characters
     * if the character set contains them.
     *
     * @param hasColors whether the output is a terminal, and no option switches its colours off
     */
    public static TerminalStyle of(boolean hasColors, Charset charset) {
        return new TerminalStyle(Switches.<TerminalAbility>of()
                .with(TerminalAbility.COLOUR, hasColors && System.getenv("NO_COLOR") == null)
                .with(TerminalAbility.SIGNS, charset.newEncoder().canEncode("\u2713\u2717\u2192")));
    }

    /** A copy without colours. */
    public TerminalStyle plain() {
        return new TerminalStyle(abilities.with(TerminalAbility.COLOUR, false));
    }

    /** A special character, or its replacement text if the character set does not contain the character. */
    public String sign(String sign, String text) {
        return signs() ? sign : text;
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
        return colour() ? TerminalWriter.painted(code, text) : text;
    }

    public boolean colour() {
        return abilities.has(TerminalAbility.COLOUR);
    }

    public boolean signs() {
        return abilities.has(TerminalAbility.SIGNS);
    }
}
