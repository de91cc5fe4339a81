package org.s2slab.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalStyle.TerminalAbility;
import org.s2slab.shell.EmbeddedShell;
import org.s2slab.shell.ManagementShell;
import org.s2slab.shell.ShellException;
import org.s2slab.trace.TraceParent;

/** The management shell of the console. Its variables exist as long as the deployment. It does not open files. */
final class ConsoleShell {
    private static final int COLUMNS = 110;

    private final StringWriter shown = new StringWriter();
    private final EmbeddedShell prompt;
    private final ActionRecorder recorder;
    private @Nullable TraceParent trace;

    ConsoleShell(Deployment topology, Clock clock) {
        recorder = new ActionRecorder(topology);
        prompt = new ManagementShell(
                        () -> topology.managed().stream()
                                .map(node -> trace == null
                                        ? node
                                        : node.within(trace).watchedBy(recorder))
                                .toList(),
                        new ScenarioLibrary()::scenarios,
                        clock)
                .prompt(new PrintWriter(shown, true), COLUMNS, new TerminalStyle(Switches.of(TerminalAbility.SIGNS)))
                .withoutFiles();
    }

    /** The recorder of this shell's cmdlets and of the other actions on the deployment. */
    ActionRecorder recorder() {
        return recorder;
    }

    /** The output of lines, with the problems of their step. */
    record Printed(String text, List<String> problems) {}

    /** Executes lines on a node. The hops of their cmdlets belong to the trace. Blocks the calling thread. */
    Printed execute(String node, String lines, TraceParent within) {
        trace = within;
        shown.getBuffer().setLength(0);
        prompt.enter(node);
        boolean passed = prompt.execute(lines);
        return new Printed(shown.toString(), passed ? List.of() : List.of("A line failed; its error is below."));
    }

    /** The words that can complete a line. Throws ConsoleException for an unknown node or a node that does not answer. */
    List<String> completions(String node, String line) {
        try {
            prompt.enter(node);
            return prompt.completions(line);
        } catch (ShellException e) {
            throw ConsoleError.BODY_WRONG.because(e.getMessage());
        } catch (Exception e) {
            throw ConsoleError.after(e);
        }
    }
}
