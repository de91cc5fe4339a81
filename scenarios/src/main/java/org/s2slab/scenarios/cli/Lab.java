package org.s2slab.scenarios.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Objects;
import org.s2slab.refusal.Refusal;
import org.s2slab.scenarios.run.ScenarioFailedException;
import org.s2slab.scenarios.script.ScriptException;
import org.s2slab.scenarios.topology.NotRunningException;
import org.s2slab.trace.RedactingWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the lab; {@code ./lab} hands over to it. */
@Command(
        name = "lab",
        description = "S2S Lab: Lync Server, Exchange and what they prove to each other, on one machine.",
        mixinStandardHelpOptions = true,
        version = "S2S Lab 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ListCommand.class,
            UpCommand.class,
            ExplainCommand.class,
            DoctorCommand.class,
            ShellCommand.class,
            ClockCommand.class,
            ConsoleCommand.class,
            DrillCommand.class,
            ExportCommand.class,
            LinkCommand.class,
            NodeCommand.class,
            ImportCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "./lab test runs the whole test suite;",
            "./lab bench start|validate|call|archive|search|token|token-jdk measures, beside yardsticks in the same run."
        })
public final class Lab {
    /** What a command line that was called wrongly gives back. */
    private static final int CALLED_WRONGLY = 2;

    private static final int FAILED = 1;

    /** The machine's clock, which every deployment's clocks follow until they are moved. */
    public static final Clock CLOCK = Clock.systemUTC();

    private Lab() {}

    public static void main(String[] args) {
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /** The character set of the console, where the platform tells it (Java 18 and later), else of the locale. */
    static Charset charset() {
        return Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, charset()), true);
    }

    /** Runs a command line and gives its exit code: 0 done, 1 a scenario failed, 2 called wrongly. */
    static int run(PrintWriter plainOut, PrintWriter plainErr, String... args) {
        PrintWriter out = RedactingWriter.printing(plainOut);
        PrintWriter err = RedactingWriter.printing(plainErr);
        try {
            return redacted(out, err, args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** What any command writes passes by the same place, so that none has to think of tokens. */
    private static int redacted(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commands =
                new CommandLine(new Lab()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        // So that -2h is a word and no option.
        Objects.requireNonNull(commands.getSubcommands().get("clock")).setUnmatchedOptionsArePositionalParams(true);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ScriptException wrong) {
                command.getErr().println(wrong.problem());
                return CALLED_WRONGLY;
            }
            if (failure instanceof Refusal refused) {
                command.getErr().println(refused.detail());
                return CALLED_WRONGLY;
            }
            if (failure instanceof NotRunningException none) {
                command.getErr().println(none.getMessage());
                return CALLED_WRONGLY;
            }
            if (failure instanceof ScenarioFailedException failed) {
                command.getErr().println(failed.getMessage());
                return FAILED;
            }
            throw failure;
        });
        if (args.length == 0) {
            commands.usage(out);
            return CALLED_WRONGLY;
        }
        return commands.execute(args);
    }
}
