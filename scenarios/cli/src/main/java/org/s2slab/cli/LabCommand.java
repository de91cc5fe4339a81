package org.s2slab.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.drill.BrokenTrustException;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.deployment.NotRunningException;
import org.s2slab.engine.deployment.SeveralRunningException;
import org.s2slab.engine.run.ScenarioFailedException;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.LabVersion;
import org.s2slab.engine.text.TerminalScreen;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.engine.text.TerminalWriter;
import org.s2slab.launch.CacheFolder;
import org.s2slab.launch.QuickStart;
import org.s2slab.refusal.Refusal;
import org.s2slab.shell.TerminalStreams;
import org.s2slab.trace.RedactingWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command of the lab's command line, called by {@code ./lab}. */
@Command(
        name = "lab",
        description =
                "S2S Lab: a simulated deployment of Lync Server, Exchange and SharePoint with server-to-server OAuth.",
        mixinStandardHelpOptions = true,
        version = "S2S Lab " + LabVersion.TEXT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ListCommand.class,
            NewCommand.class,
            LearnCommand.class,
            UpCommand.class,
            ExplainCommand.class,
            DoctorCommand.class,
            ShellCommand.class,
            ClockCommand.class,
            HealthCommand.class,
            HopsCommand.class,
            ConsoleCommand.class,
            ServeCommand.class,
            DrillCommand.class,
            ForecastCommand.class,
            TrustExportCommand.class,
            LinkCommand.class,
            NodeCommand.class,
            SnapshotCommand.class,
            TortureCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "./lab test runs the whole test suite.",
            "./lab bench start|validate|call|archive|search|token|token-jdk runs a benchmark and its yardsticks in one run.",
            "./lab image [--arch amd64|arm64] [--to FILE] writes a container image of the lab.",
            "./lab clients [CLIENT ...] runs client libraries step by step against deployments and writes docs/generated/clients.md."
        })
public final class LabCommand {
    /** Commands that the script {@code lab} of the checkout runs itself. */
    private static final Set<String> OF_SCRIPT = Set.of("test", "bench", "clients", "image");

    /** The assumed width of a terminal whose width is unknown, in columns. */
    private static final int USUAL_COLUMNS = 80;

    /** The machine's clock. The clocks of every deployment follow it until a command moves them. */
    public static final Clock CLOCK = Clock.systemUTC();

    private final PrintWriter plainOut;

    /** @param plainOut standard output without redaction, only for {@code lab token} */
    private LabCommand(PrintWriter plainOut) {
        this.plainOut = plainOut;
    }

    /** Prints a complete token with its signature, for {@code lab token}. */
    void printWhole(String token) {
        plainOut.println(token);
        plainOut.flush();
    }

    public static void main(String[] args) {
        QuickStart.endWithFirst();
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /** The character set of the console, if Java provides it (version 18 and later), otherwise of the locale. */
    static Charset charset() {
        return Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    }

    /** The screen of standard output: its colours, its character set and its width. */
    static TerminalScreen screen(boolean noColor) {
        boolean terminal = TerminalStreams.isOutputTerminal();
        TerminalStyle style = TerminalStyle.of(terminal && !noColor, charset());
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return terminal
                ? new TerminalScreen(dumb ? style.plain() : style, TerminalStreams.outputColumns(USUAL_COLUMNS), !dumb)
                : TerminalScreen.pipe(style);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, charset()), true);
    }

    /** Runs a command line and returns its exit code: 0 for success, 1 if a scenario failed, 2 for a wrong call. */
    static int run(PrintWriter plainOut, PrintWriter plainErr, String... args) {
        PrintWriter out = RedactingWriter.printing(new TerminalWriter(plainOut));
        PrintWriter err = RedactingWriter.printing(new TerminalWriter(plainErr));
        try {
            OptionalInt quick = HealthCommand.quick(out, err, args);
            if (quick.isPresent()) {
                return quick.getAsInt();
            }
            return args.length == 0
                    ? FirstSteps.print(out, screen(false))
                    : commandLine(plainOut, out, err).execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Creates the command line. All output is redacted and shows control characters, except for {@code lab token}. */
    static CommandLine commandLine(PrintWriter plainOut, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new LabCommand(plainOut))
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true);
        // -2h must be an argument and not an option.
        Objects.requireNonNull(commands.getSubcommands().get("clock")).setUnmatchedOptionsArePositionalParams(true);
        ExitCodes.describe(commands);
        commands.setParameterExceptionHandler(LabCommand::calledWrongly);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        return commands;
    }

    /** Prints a sentence with the error, and the command for help. The complete usage would hide the error. */
    private static int calledWrongly(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(problem(wrong));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("./" + command.getCommandSpec().qualifiedName() + " --help shows the options.");
        return ExitCodes.CALLED_WRONGLY;
    }

    private static String problem(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            CommandLine command = wrong.getCommandLine();
            if (OF_SCRIPT.contains(unmatched.getUnmatched().get(0)) && command.getParent() == null) {
                return "'" + unmatched.getUnmatched().get(0)
                        + "' needs the checkout of S2S Lab, with its sources and Maven; run ./lab "
                        + unmatched.getUnmatched().get(0) + " there";
            }
            return "'" + unmatched.getUnmatched().get(0) + "' is "
                    + (command.getSubcommands().isEmpty() ? "one argument too many for ./" : "not a command of ./")
                    + command.getCommandSpec().qualifiedName();
        }
        return String.valueOf(wrong.getMessage()).replaceFirst("is not an? (int|long)$", "is not a whole number");
    }

    /** Prints a sentence for a mistake of the user. Any other failure is a bug, and is thrown. */
    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof ScenarioFailedException || failure instanceof BrokenTrustException) {
            command.getErr().println(failure.getMessage());
            return ExitCodes.FAILED;
        }
        String mistake = mistake(failure);
        if (mistake == null) {
            throw failure;
        }
        command.getErr().println(mistake);
        return ExitCodes.CALLED_WRONGLY;
    }

    /** The fix for an unusable file. For a file in the user's home, it names the variable that moves the folder. */
    private static String fix(FileSystemException file) {
        boolean isOwn = String.valueOf(file.getFile()).startsWith(System.getProperty("user.home"));
        return isOwn ? "change the rights, or " + CacheFolder.FIX + "." : "or change the rights.";
    }

    private static @Nullable String mistake(Exception failure) {
        if (failure instanceof FileSyntaxException wrong) {
            return wrong.problem();
        }
        if (failure instanceof Refusal refused) {
            return refused.detail();
        }
        if (failure instanceof NotRunningException || failure instanceof SeveralRunningException) {
            return failure.getMessage();
        }
        return failure instanceof UncheckedIOException unchecked
                        && unchecked.getCause() instanceof FileSystemException file
                ? failure.getMessage() + " cannot be used (" + FileFailureText.reason(file) + "). Name another path, "
                        + fix(file)
                : null;
    }
}
