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

/** The lines of input for a command: from a terminal, a file or another program. */
public interface LineSource extends AutoCloseable {
    /** Returns the next line; null at the end of the input. Blocks until there is a line. */
    @Nullable
    String next(String prompt);

    /**
     * Makes the following lines statements of a shell: completion uses its cmdlets, and a statement may have several
     * lines.
     *
     * @param own whether a line is a command of the program itself, and not a statement
     */
    void serve(EmbeddedShell shell, Predicate<String> own);

    @Override
    void close();

    /**
     * The terminal of this process.
     *
     * @param history the file that stores the typed lines
     */
    static LineSource terminal(Path history) {
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).build();
            return new TerminalLines(terminal, new ShellTerminal(terminal, history));
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal", e);
        }
    }

    /** The lines of a text. Prompts and lines are written to {@code out}, as on a terminal. */
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
