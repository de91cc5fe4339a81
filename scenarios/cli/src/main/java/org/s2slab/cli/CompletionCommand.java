package org.s2slab.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code lab completion}: prints a completion script. */
@Command(
        name = "completion",
        description = "Print a script for bash or zsh that completes commands and options.",
        mixinStandardHelpOptions = true,
        footer = {"", "In the current shell: source <(./lab completion)"})
final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(AutoComplete.bash("lab", spec.root().commandLine()));
    }
}
