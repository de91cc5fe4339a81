package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.CmdletHelp.Parameter;

/** Commands that select the current node, and accepted commands of real servers that have no effect in the lab. */
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
        return Stream.of(places(), facts(), nothings()).flatMap(List::stream).toList();
    }

    private static List<BuiltInCommand> places() {
        return List.of(
                BuiltInCommand.of(
                        "Enter-PSSession",
                        "Goes to another node: its cmdlets are run from then on.",
                        1,
                        List.of(
                                Parameter.of("ComputerName", "STRING", "The node's name, or one of its hosts."),
                                Parameter.of(
                                        "Credential", "CREDENTIAL", "Accepted; the lab's own administrator is used.")),
                        List.of("etsn"),
                        SessionCommands::enter),
                BuiltInCommand.of(
                        "Exit-PSSession",
                        "Goes back to the node where the shell began.",
                        0,
                        List.of(),
                        List.of("exsn"),
                        SessionCommands::back),
                BuiltInCommand.of(
                        "exit",
                        "Ends the shell, with this exit code.",
                        1,
                        List.of(Parameter.of("Code", "INTEGER", "0 where nothing is said and nothing has failed.")),
                        List.of("quit"),
                        run -> {
                            throw new Exit(
                                    run.arguments().number("Code", run.session().hasFailed() ? 1 : 0));
                        }));
    }

    private static List<BuiltInCommand> facts() {
        return List.of(
                BuiltInCommand.of(
                        "Get-LabNode",
                        "Shows the nodes of the deployment; > marks the one where the shell is.",
                        0,
                        List.of(),
                        List.of(),
                        SessionCommands::nodes),
                BuiltInCommand.of(
                        "Get-Date",
                        "The time at the node.",
                        0,
                        List.of(),
                        List.of(),
                        run -> List.of(run.session().now())),
                BuiltInCommand.of(
                        "Get-Variable",
                        "Shows the variables that were set.",
                        0,
                        List.of(),
                        List.of("gv"),
                        SessionCommands::variables));
    }

    private static List<BuiltInCommand> nothings() {
        List<Parameter> anything = List.of(
                Parameter.of("Name", "STRINGS", "Accepted."),
                Parameter.of("Force", "SWITCH", "Accepted, without effect."));
        return List.of(
                nothingToDo(
                        "Import-Module",
                        "every node has its cmdlets loaded",
                        List.of("ipmo", "Add-PSSnapin"),
                        anything),
                nothingToDo("iisreset", "nodes act by what is set at once", List.of(), anything),
                nothingToDo(
                        "Set-Location",
                        "the shell has no folders to go to",
                        List.of("cd", "chdir", "sl"),
                        List.of(Parameter.of("Path", "STRING", "Accepted."))));
    }

    private static BuiltInCommand nothingToDo(
            String name, String why, List<String> aliases, List<Parameter> parameters) {
        return BuiltInCommand.of(name, "Does nothing here: " + why + ".", 1, parameters, aliases, run -> {
            run.session().warn(name + " does nothing here: " + why + ".");
            return List.of();
        });
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
                    .with("Name", (here ? "> " : "  ") + node.name())
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
