package org.s2slab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.launch.UserFolder;
import org.s2slab.shell.ManagementShell;
import org.s2slab.shell.TerminalStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab shell}: runs the management shell. */
@Command(
        name = "shell",
        description = "Run cmdlets on a running deployment: interactively, or from a file or standard input.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "0:every line was executed",
            "1:a line failed",
            "2:a line has a syntax error, or an argument is wrong"
        })
@SuppressWarnings("NullAway.Init")
final class ShellCommand implements Callable<Integer> {
    private static final String SUFFIX = ".ps1";

    @Parameters(
            arity = "0..2",
            paramLabel = "NODE FILE",
            description =
                    "NODE runs the cmdlets until Enter-PSSession changes it (default: the first node). FILE is a script."
                            + " If only FILE is given, its name must end with .ps1.")
    private List<String> words;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "LINES",
            description = "Execute these lines instead of a file.")
    private @Nullable String lines;

    @Mixin
    private ColorOption color;

    @Mixin
    private TargetOptions target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Supplier<List<Scenario>> examples = new ScenarioLibrary()::scenarios;
        String file = word(true);
        // The script is read before servers start, so that an unreadable script costs no time.
        String text = lines != null || file == null ? lines : text(file);
        return target.with(
                spec,
                topology -> {},
                found -> run(new ManagementShell(found.nodes(), examples, LabCommand.CLOCK), file, text));
    }

    private int run(ManagementShell shell, @Nullable String file, @Nullable String text) {
        String node = word(false);
        TerminalStyle look =
                TerminalStyle.of(TerminalStreams.isOutputTerminal() && !color.isOff(), LabCommand.charset());
        if (text == null && TerminalStreams.isInteractive()) {
            return shell.interact(node, UserFolder.file("shell-history"), look);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String source = lines != null ? "-c" : file != null ? file : "standard input";
        return shell.run(source, text == null ? text(null) : text, node, out, err, look);
    }

    /** The argument for the node or the script. A single argument is a script if it has the extension of scripts. */
    private @Nullable String word(boolean script) {
        if (words == null || words.isEmpty()) {
            return null;
        }
        if (words.size() == 1) {
            return words.get(0).endsWith(SUFFIX) == script ? words.get(0) : null;
        }
        return words.get(script ? 1 : 0);
    }

    private static String text(@Nullable String file) {
        try {
            return file == null
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new FileSyntaxException(
                    file == null ? "standard input" : file, "cannot be read: " + FileFailureText.reason(e));
        }
    }
}
