package org.s2slab.trace;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Writes text for people, line by line, without the signatures of tokens: see {@link TokenRedactor}. */
public final class RedactingWriter extends Writer {
    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    public RedactingWriter(Writer out) {
        this.out = out;
    }

    /** Returns a redacting PrintWriter, which writes each line at once. */
    public static PrintWriter printing(Writer out) {
        return new PrintWriter(new RedactingWriter(out), true);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        synchronized (lock) {
            line.append(text, from, length);
            int end = line.lastIndexOf("\n") + 1;
            if (end > 0) {
                out.write(TokenRedactor.redact(line.substring(0, end)));
                line.delete(0, end);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            out.write(TokenRedactor.redact(line.toString()));
            line.setLength(0);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
