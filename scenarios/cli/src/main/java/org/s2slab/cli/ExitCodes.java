package org.s2slab.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The exit codes of all commands. The help of every command lists them. A command declares only the codes that mean
 * something else, or more.
 */
final class ExitCodes {
    /** The exit code of a command that ran and failed. */
    static final int FAILED = 1;

    /** The exit code for a command line that is wrong, and for a file or a deployment that cannot be used. */
    static final int CALLED_WRONGLY = 2;

    private static final Map<String, String> COMMON = Map.of(
            "0", "the command has done its work",
            "1", "the command failed; its error output says why",
            "2", "an argument or a file is wrong, or the deployment does not run");

    private ExitCodes() {}

    /** Adds the common codes to the help of a command and of its subcommands. */
    static void describe(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        Map<String, String> codes = new TreeMap<>(COMMON);
        codes.putAll(usage.exitCodeList());
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        command.getSubcommands().values().forEach(ExitCodes::describe);
    }
}
