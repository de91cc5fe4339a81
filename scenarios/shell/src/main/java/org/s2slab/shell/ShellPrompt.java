package org.s2slab.shell;

import java.io.PrintWriter;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.shell.SessionCommands.Exit;

/** A session of the management shell whose lines another program hands over, one after the other. */
public final class ShellPrompt {
    private final ShellSession session;
    private final Interpreter interpreter;

    ShellPrompt(ManagementShell shell, PrintWriter out, int columns, TerminalStyle look) {
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

    /** Executes lines and prints their output, or what is wrong with them. Blocks. */
    public void execute(String lines) {
        try {
            interpreter.execute(StatementParser.parse(lines));
        } catch (ShellException e) {
            session.tell(e);
        } catch (Exit e) {
            session.warn("exit does not end this shell");
        }
    }
}
