package org.s2slab.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellException.Kind;

/** A terminal for interactive input, with completion and a history. */
final class ShellTerminal {
    private final Terminal terminal;
    private final LineReader reader;
    private @Nullable ShellSession session;
    private Predicate<String> own = line -> false;

    /** @param history the file that stores the typed lines */
    ShellTerminal(Terminal terminal, Path history) {
        this.terminal = terminal;
        ShellHistory.prepare(history);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(this::parse)
                .completer((reading, line, candidates) -> {
                    if (session != null) {
                        candidates.addAll(new TabCompleter(session).of(line.words()));
                    }
                })
                .history(new ShellHistory())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, ">> ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
    }

    /** Parses a line. An incomplete statement continues on the next line, as when a longer text is pasted. */
    private ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && session != null && !own.test(line)) {
            try {
                StatementParser.parse(line);
            } catch (ShellException e) {
                if (e.kind() == Kind.INCOMPLETE) {
                    throw new EOFError(-1, cursor, e.getMessage());
                }
            }
        }
        return CompletionContext.of(line, context == ParseContext.COMPLETE ? cursor : line.length());
    }

    int width() {
        return terminal.getColumns() > 0 ? terminal.getColumns() : ManagementShell.SCRIPT_WIDTH;
    }

    /** Makes the following lines statements of this session, which completion also uses. */
    void serve(ShellSession served) {
        serve(served, line -> false);
    }

    /** @param own whether a line is a command of the program itself, and not a statement */
    void serve(ShellSession served, Predicate<String> own) {
        this.session = served;
        this.own = own;
    }

    /**
     * Returns the next complete statement, which may have several lines. Null at the end of the input; an empty text if
     * the user cancelled the line.
     */
    @Nullable
    String next(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    /** Asks the user for input that is not a line of the shell. */
    String answer(String prompt, boolean secret) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return secret ? reader.readLine(prompt, '*') : reader.readLine(prompt);
        } catch (UserInterruptException | EndOfFileException e) {
            throw ShellException.failed("nothing was answered");
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    /** Saves the history. */
    void end() {
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            throw new UncheckedIOException("the history", e);
        }
    }
}
