package org.s2slab.engine.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.UUID;
import org.s2slab.trace.ControlCharacterEscaper;

/**
 * Writes text to a terminal safely. Control characters in a text, which may come from a file or another server, are
 * written in visible form. Only the colours of {@link TerminalStyle} and the rewriting of a line become escape
 * sequences.
 */
public final class TerminalWriter extends FilterWriter {
    private static final char MARK = '\ufdd0';

    /** Created with the first colour, because the first random number takes a tenth of a short command's time. */
    private static final class Colour {
        /** The internal start of a colour sequence. It is random, so that no text from outside can contain it. */
        static final String START = MARK + UUID.randomUUID().toString() + "[";
    }

    /** @param terminal the writer of the terminal */
    public TerminalWriter(Writer terminal) {
        super(terminal);
    }

    /** A text with a graphic rendition (ECMA-48 SGR), in the internal form. */
    static String painted(String rendition, String text) {
        return Colour.START + rendition + "m" + text + Colour.START + "0m";
    }

    /** The internal form of the text that erases the last line before another line replaces it (ECMA-48 CHA, EL). */
    static String erasing() {
        return Colour.START + "1G" + Colour.START + "2K";
    }

    /** A text with its control characters in visible form. */
    public static String shown(String text) {
        String shown = ControlCharacterEscaper.shown(text);
        return shown.indexOf(MARK) < 0 ? shown : shown.replace(Colour.START, "\u001b[");
    }

    @Override
    public void write(int character) throws IOException {
        write(String.valueOf((char) character), 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(shown(text.substring(from, from + length)));
    }
}
