package org.s2slab.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.shell.SessionCommands.Exit;

/** A session of the management shell for another program, which passes its lines one after the other. */
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

    /** The prompt, which contains the name of the current node. */
    public String text() {
        return session.screen().look().strong("[" + session.nodeLabel() + "]") + " PS> ";
    }

    /** Closes this session for files of this machine, because its lines come from another place. */
    public EmbeddedShell withoutFiles() {
        session.closeFiles();
        return this;
    }

    /** Makes another node the current node, on which cmdlets run. */
    public void enter(String node) {
        session.enter(node);
    }

    /** The words that can replace the last word of a line, sorted. */
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

    /** Executes lines, and prints their output or error. Blocks. Returns whether all statements succeeded. */
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
