package org.s2slab.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.trace.RedactingWriter;

/** The output streams of the shell: one for objects and texts, one for warnings and errors. */
final class ShellOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private final IntSupplier width;
    private final TerminalStyle look;
    private final String source;

    /**
     * @param width the current width of a line in characters
     * @param source the name of the script, with which errors begin; empty at a terminal
     */
    ShellOutput(PrintWriter out, PrintWriter err, IntSupplier width, TerminalStyle look, String source) {
        this.out = RedactingWriter.printing(out);
        this.err = RedactingWriter.printing(err);
        this.width = width;
        this.look = look;
        this.source = source;
    }

    int width() {
        return width.getAsInt();
    }

    TerminalStyle look() {
        return look;
    }

    void line(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints objects as tables or as lists of properties. */
    void show(List<@Nullable Object> written) {
        new ObjectFormatter(width(), look).lines(written).forEach(out::println);
        out.flush();
    }

    void warning(String text) {
        err.println(look.warning("WARNING: " + text));
        err.flush();
    }

    /** Prints an error with its script and line. A single typed line has no line number. */
    void error(ShellException problem) {
        int line = problem.line();
        String where =
                source.isEmpty() ? line > 1 ? "line " + line + ": " : "" : source + (line > 0 ? ":" + line : "") + ": ";
        err.println(look.bad(where + problem.getMessage()));
        err.flush();
    }
}
