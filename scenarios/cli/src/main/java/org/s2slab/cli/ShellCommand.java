package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailure;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.node.StartupWarmup;
import org.s2slab.shell.ManagementShell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab shell}: runs the management shell. */
@Command(
        name = "shell",
        description =
                "A management shell on a running deployment: at the terminal, or with a script from a file or standard input.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was done",
            "1:something failed",
            "2:a line is not of the language, or an argument is wrong"
        })
final class ShellCommand implements Callable<Integer> {
    private static final String SUFFIX = ".ps1";

    @Parameters(
            arity = "0..2",
            paramLabel = "NODE FILE",
            description = "The node whose cmdlets are run first (the deployment's first one without it), and a script;"
                    + " a script alone must end with .ps1.")
    @SuppressWarnings("NullAway.Init")
    private List<String> words;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "LINES",
            description = "Runs these lines in place of a file's.")
    private @Nullable String lines;

    @Option(
            names = "--topology",
            paramLabel = "TOPOLOGY",
            description = "Starts this topology, by name or file, first, and takes it down at the end.")
    private @Nullable String topology;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DeploymentOption which;

    @Option(names = "--no-color", description = "Shows no colours; NO_COLOR does the same.")
    private boolean noColor;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StartOptions start;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (which.isGiven() && (topology != null || start.hasScenario())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--deployment: what runs already is not started by --topology or --after; give one of them");
        }
        return topology == null && !start.hasScenario() ? onRunning() : onNew();
    }

    private int onRunning() {
        start.requireNone();
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment = which.find(vertx, spec)) {
            return run(new ManagementShell(deployment::nodes, new ScenarioLibrary()::scenarios, LabCommand.CLOCK));
        } finally {
            vertx.close().await();
        }
    }

    private int onNew() {
        StartupWarmup.begin();
        ScenarioLibrary library = new ScenarioLibrary();
        try (TemporaryDeployment deployment = start.opening(library, topology).start(LabCommand.CLOCK)) {
            return run(new ManagementShell(deployment::nodes, library::scenarios, LabCommand.CLOCK));
        }
    }

    private int run(ManagementShell shell) {
        String node = word(false);
        String file = word(true);
        boolean terminal = Boolean.getBoolean("s2slab.interactive");
        TerminalStyle look = TerminalStyle.of(noColor, Boolean.getBoolean("s2slab.terminal"), LabCommand.charset());
        if (lines == null && file == null && terminal) {
            return shell.interact(node, Path.of(System.getProperty("user.home"), ".s2slab", "shell-history"), look);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String source = lines != null ? "-c" : file != null ? file : "standard input";
        return shell.run(source, lines != null ? lines : text(file), node, out, err, look);
    }

    /** A script that stands alone is known by its ending. */
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
                    file == null ? "standard input" : file, "cannot be read: " + FileFailure.reason(e));
        }
    }
}
