package org.s2slab.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that the shell itself implements.
 *
 * @param aliases alternative names
 * @param action the implementation
 */
record BuiltInCommand(CmdletHelp help, List<String> aliases, Action action) {
    /** The implementation of a command: it writes objects. */
    @FunctionalInterface
    interface Action {
        List<@Nullable Object> run(Run run);
    }

    /**
     * One execution of the command.
     *
     * @param input the input from the pipeline; null for the first command
     */
    record Run(
            Interpreter interpreter,
            ArgumentBinder arguments,
            @Nullable List<@Nullable Object> input) {
        ShellSession session() {
            return interpreter.session();
        }

        /** What the pipe brought, else the value of a parameter. */
        List<@Nullable Object> input(String parameter) {
            return input == null ? arguments.items(parameter) : input;
        }
    }

    BuiltInCommand {
        aliases = List.copyOf(aliases);
    }

    /** A command that takes values without a name for its first parameters, as many as {@code positions}. */
    static BuiltInCommand of(
            String name,
            String synopsis,
            int positions,
            List<CmdletHelp.Parameter> parameters,
            List<String> aliases,
            Action action) {
        return new BuiltInCommand(new CmdletHelp(name, synopsis, parameters, positions), aliases, action);
    }
}
