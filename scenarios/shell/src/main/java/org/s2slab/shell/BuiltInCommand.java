package org.s2slab.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that the shell has itself.
 *
 * @param aliases other names of it
 * @param action what it does
 */
record BuiltInCommand(CmdletHelp help, List<String> aliases, Action action) {
    /** What a command does: it writes objects. */
    @FunctionalInterface
    interface Action {
        List<@Nullable Object> run(Run run);
    }

    /**
     * One run of it.
     *
     * @param input what the pipe brought, or null where it stands first
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
