package org.s2slab.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.TerminalWriter;

/** The lines that a reader types: at a terminal, or in a file or another program. */
public interface LineSource extends AutoCloseable {
    /** The next line; null at the end of the input. Blocks until there is one. */
    @Nullable
    String next(String prompt);

    /**
     * Lines are statements of a shell from now on: completion works with its cmdlets, and a statement may have several
     * lines.
     *
     * @param own whether a line is one of the program itself, and no statement
     */
    void serve(EmbeddedShell shell, Predicate<String> own);

    @Override
    void close();

    /**
     * The terminal of this process.
     *
     * @param history the file that keeps the lines
     */
    static LineSource terminal(Path history) {
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).build();
            return new TerminalLines(terminal, new ShellTerminal(terminal, history));
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal", e);
        }
    }

    /** A text that is not typed. Prompts and lines are written to {@code out}, as a terminal would show them. */
    static LineSource of(Reader text, PrintWriter out) {
        return new WrittenLines(new BufferedReader(text), out);
    }

    /** Lines of a terminal. */
    record TerminalLines(Terminal terminal, ShellTerminal typed) implements LineSource {
        @Override
        public @Nullable String next(String prompt) {
            return typed.next(TerminalWriter.shown(prompt));
        }

        @Override
        public void serve(EmbeddedShell shell, Predicate<String> own) {
            typed.serve(shell.session(), own);
        }

        @Override
        public void close() {
            typed.end();
            try {
                terminal.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the terminal", e);
            }
        }
    }

    /** Lines of a file or of another program. */
    record WrittenLines(BufferedReader text, PrintWriter out) implements LineSource {
        @Override
        public @Nullable String next(String prompt) {
            out.print(prompt);
            out.flush();
            try {
                String line = text.readLine();
                out.println(line == null ? "" : line);
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException("standard input", e);
            }
        }

        @Override
        public void serve(EmbeddedShell shell, Predicate<String> own) {}

        @Override
        public void close() {}
    }
}
