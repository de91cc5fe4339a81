package org.s2slab.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalWriter;
import org.s2slab.shell.SessionCommands.Exit;
import org.s2slab.shell.ShellException.Kind;
import org.s2slab.shell.SyntaxTree.Statement;

/**
 * The management shell of a deployment, for a terminal or a script.
 *
 * @param nodes returns the current nodes of the deployment; called again each time
 * @param scenarios the scenarios with examples of cmdlets
 * @param clock the machine's clock, used if there is no node with a clock
 */
public record ManagementShell(Supplier<List<ManagedNode>> nodes, Supplier<List<Scenario>> scenarios, Clock clock) {
    /** The line width of script output, in characters. */
    static final int SCRIPT_WIDTH = 120;

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    /**
     * Runs a script. The whole script is parsed before its first statement is executed. Blocks.
     *
     * @param source the name of the script for messages
     * @param node the first current node, or null for the first node of the deployment
     * @return 0 on success, 1 after a failure, 2 after a syntax error, or the argument of {@code exit}
     */
    public int run(
            String source, String text, @Nullable String node, PrintWriter out, PrintWriter err, TerminalStyle look) {
        ShellOutput screen = new ShellOutput(out, err, () -> SCRIPT_WIDTH, look, source);
        ShellSession session = new ShellSession(nodes, scenarios, screen, ManagementShell::nobody, clock);
        try {
            if (node != null) {
                session.enter(node);
            }
            List<Statement> statements = StatementParser.parse(text);
            new Interpreter(session).execute(statements);
            return session.hasFailed() ? FAILED : DONE;
        } catch (ShellException e) {
            screen.error(e);
            return e.kind() == Kind.FAILED || e.kind() == Kind.STOPPED ? FAILED : NOT_UNDERSTOOD;
        } catch (Exit e) {
            return e.code();
        }
    }

    /**
     * Creates a session for another program. The program passes the input to the session line by line.
     *
     * @param out receives the output and the errors
     * @param columns the width of a line in characters
     */
    public EmbeddedShell prompt(PrintWriter out, int columns, TerminalStyle look) {
        return new EmbeddedShell(this, out, columns, look);
    }

    static String nobody(String prompt, boolean secret) {
        throw ShellException.failed(
                "a script cannot ask for input; use a variable instead: $password = ConvertTo-SecureString"
                        + " 'text' -AsPlainText -Force");
    }

    /**
     * Runs an interactive session on the terminal of this process until the user ends it. Blocks the calling thread.
     *
     * @param node the first current node, or null for the first node of the deployment
     * @param history the file of the history
     */
    public int interact(@Nullable String node, Path history, TerminalStyle look) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            return interact(terminal, node, history, look);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal", e);
        }
    }

    int interact(Terminal terminal, @Nullable String node, Path history, TerminalStyle look) {
        ShellTerminal typed = new ShellTerminal(terminal, history);
        PrintWriter out = new PrintWriter(new TerminalWriter(terminal.writer()));
        ShellOutput screen = new ShellOutput(out, out, typed::width, look, "");
        ShellSession session = new ShellSession(nodes, scenarios, screen, typed::answer, clock);
        typed.serve(session);
        try {
            if (node != null) {
                session.enter(node);
            }
            screen.line("S2S Lab management shell. Get-Help tells how it is used, Tab completes, exit ends it.");
            return loop(typed, session);
        } catch (ShellException e) {
            screen.error(e);
            return NOT_UNDERSTOOD;
        } finally {
            typed.end();
        }
    }

    private static int loop(ShellTerminal typed, ShellSession session) {
        Interpreter interpreter = new Interpreter(session);
        while (true) {
            String prompt = session.screen().look().strong("[" + session.nodeLabel() + "]") + " PS> ";
            String lines = typed.next(TerminalWriter.shown(prompt));
            if (lines == null) {
                return DONE;
            }
            try {
                interpreter.execute(StatementParser.parse(lines));
            } catch (ShellException e) {
                session.tell(e);
            } catch (Exit e) {
                return e.code();
            }
        }
    }
}
