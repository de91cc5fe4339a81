package org.s2slab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code lab drill}: runs changes of trust while users work. */
@Command(
        name = "drill",
        description = "Rehearse a change of trust while people use every feature, and count the refused calls.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RolloverCommand.class, CommandLine.HelpCommand.class})
final class DrillCommand {}
