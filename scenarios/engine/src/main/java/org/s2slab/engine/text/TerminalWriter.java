package org.s2slab.engine.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.UUID;
import org.s2slab.trace.ControlCharacters;

/**
 * Writes for a terminal. Control characters of a text, which may come from a file or server of somebody else's, are written
 * out; only what {@link TerminalStyle} paints becomes an escape sequence.
 */
public final class TerminalWriter extends FilterWriter {
    /** Stands for the beginning of a sequence of ours. Nobody outside of this process knows it. */
    private static final String MARK = "\ufdd0" + UUID.randomUUID() + "[";

    /** @param terminal where it is shown */
    public TerminalWriter(Writer terminal) {
        super(terminal);
    }

    /** A text with a graphic rendition (ECMA-48 SGR), for this class to write. */
    static String painted(String rendition, String text) {
        return MARK + rendition + "m" + text + MARK + "0m";
    }

    /** A text as this class writes it. */
    public static String shown(String text) {
        return ControlCharacters.shown(text).replace(MARK, "\u001b[");
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
