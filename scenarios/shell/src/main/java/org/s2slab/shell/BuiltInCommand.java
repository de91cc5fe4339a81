package org.s2slab.shell;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.YamlResource;

/**
 * A command that the shell itself implements.
 *
 * @param aliases alternative names
 * @param action the implementation
 */
record BuiltInCommand(CmdletHelp help, List<String> aliases, Action action) {
    /** The implementation of a command. Its output consists of objects. */
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

        /** The input from the pipeline, or else the value of a parameter. */
        List<@Nullable Object> input(String parameter) {
            return input == null ? arguments.items(parameter) : input;
        }
    }

    private static final Map<String, Entry> ENTRIES =
            YamlResource.read(BuiltInCommand.class, "commands.yaml", new TypeReference<>() {});

    /** An entry of {@code commands.yaml}: a command, and its parameters with their type and help. */
    private record Entry(
            String synopsis,
            int positions,
            @Nullable List<String> aliases,
            @Nullable Map<String, List<String>> parameters) {}

    /** Creates a command from its entry in {@code commands.yaml} and its implementation. */
    static BuiltInCommand of(String name, Action action) {
        Entry entry = Objects.requireNonNull(ENTRIES.get(name), name);
        List<CmdletHelp.Parameter> parameters = new ArrayList<>();
        if (entry.parameters() != null) {
            entry.parameters()
                    .forEach((parameter, told) -> parameters.add(new CmdletHelp.Parameter(
                            parameter, told.get(0), false, List.of(), List.of(), told.get(1))));
        }
        CmdletHelp help = new CmdletHelp(name, entry.synopsis(), parameters, entry.positions());
        return new BuiltInCommand(help, Objects.requireNonNullElse(entry.aliases(), List.of()), action);
    }
}
