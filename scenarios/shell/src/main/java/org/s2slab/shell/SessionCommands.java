package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.shell.BuiltInCommand.Run;

/** Commands that select the current node, and commands of real servers that the shell accepts without an effect. */
final class SessionCommands {
    /** Ends the shell. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Exit(int code) {
            super("exit " + code, null, false, false);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    private SessionCommands() {}

    static List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("Enter-PSSession", SessionCommands::enter),
                BuiltInCommand.of("Exit-PSSession", SessionCommands::back),
                BuiltInCommand.of("exit", run -> {
                    throw new Exit(run.arguments().number("Code", run.session().hasFailed() ? 1 : 0));
                }),
                BuiltInCommand.of("Get-LabNode", SessionCommands::nodes),
                BuiltInCommand.of("Get-Date", run -> List.of(run.session().now())),
                BuiltInCommand.of("Get-Variable", SessionCommands::variables),
                BuiltInCommand.of("Import-Module", SessionCommands::nothing),
                BuiltInCommand.of("iisreset", SessionCommands::nothing),
                BuiltInCommand.of("Set-Location", SessionCommands::nothing));
    }

    /** Prints a warning with the command's synopsis, which says why the command has no effect. */
    private static List<@Nullable Object> nothing(Run run) {
        CmdletHelp help = run.arguments().help();
        run.session().warn(help.name() + " " + help.synopsis().replaceFirst("^Does", "does"));
        return List.of();
    }

    private static List<@Nullable Object> enter(Run run) {
        String name = run.arguments().text("ComputerName");
        if (name == null) {
            throw ShellException.failed("Enter-PSSession: -ComputerName is missing. Get-LabNode shows the nodes.");
        }
        run.session().enter(name);
        return List.of();
    }

    private static List<@Nullable Object> back(Run run) {
        run.session().leave();
        return List.of();
    }

    private static List<@Nullable Object> nodes(Run run) {
        List<@Nullable Object> nodes = new ArrayList<>();
        for (ManagedNode node : run.session().nodes()) {
            boolean here = node.name().equals(run.session().nodeName());
            nodes.add(new ShellObject(null)
                    .with("Name", (here ? "> " : "  ") + node.address().label())
                    .with("Role", node.role() + (node.address().online() ? " online" : ""))
                    .with("Url", "https://" + node.address().host())
                    .with("Up", node.address().up()));
        }
        return nodes;
    }

    private static List<@Nullable Object> variables(Run run) {
        List<@Nullable Object> found = new ArrayList<>();
        run.session()
                .variables()
                .forEach((name, value) ->
                        found.add(new ShellObject(null).with("Name", name).with("Value", value)));
        return found;
    }
}
