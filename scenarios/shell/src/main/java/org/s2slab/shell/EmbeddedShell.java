package org.s2slab.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.shell.SessionCommands.Exit;

/** A session of the management shell whose lines another program hands over, one after the other. */
public final class EmbeddedShell {
    private final ShellSession session;
    private final Interpreter interpreter;

    EmbeddedShell(ManagementShell shell, PrintWriter out, int columns, TerminalStyle look) {
        ShellOutput screen = new ShellOutput(out, out, () -> columns, look, "");
        session = new ShellSession(shell.nodes(), shell.scenarios(), screen, ManagementShell::nobody, shell.clock());
        interpreter = new Interpreter(session);
    }

    ShellSession session() {
        return session;
    }

    /** The text before the next line: the node on which cmdlets run. */
    public String text() {
        return session.screen().look().strong("[" + session.nodeName() + "]") + " PS> ";
    }

    /** This session without files of this machine, for lines that come from elsewhere. */
    public EmbeddedShell withoutFiles() {
        session.closeFiles();
        return this;
    }

    /** Runs cmdlets on another node from now on. */
    public void enter(String node) {
        session.enter(node);
    }

    /** The words, in order, that may stand in place of the last word of a line. */
    public List<String> completions(String line) {
        CompletionContext context = CompletionContext.of(line, line.length());
        String begun = context.word().toLowerCase(Locale.ROOT);
        return new TabCompleter(session)
                .of(context.words()).stream()
                        .map(Candidate::value)
                        .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(begun))
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Executes lines and prints their output, or what is wrong with them. Blocks. Returns whether nothing failed. */
    public boolean execute(String lines) {
        session.forgetFailures();
        try {
            interpreter.execute(StatementParser.parse(lines));
        } catch (ShellException e) {
            session.tell(e);
        } catch (Exit e) {
            session.warn("exit does not end this shell");
        }
        return !session.hasFailed();
    }
}
