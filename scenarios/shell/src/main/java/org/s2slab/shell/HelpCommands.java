package org.s2slab.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.Scenario;
import org.s2slab.shell.BuiltInCommand.Run;
import org.s2slab.shell.CmdletHelp.Parameter;

/** The commands that list the available commands and describe their use. */
record HelpCommands(Supplier<List<Scenario>> scenarios) {
    List<BuiltInCommand> all() {
        return List.of(
                BuiltInCommand.of("Get-Help", this::help), BuiltInCommand.of("Get-Command", HelpCommands::commands));
    }

    /** All commands, each with the place where it runs: the shell, or a node. */
    private static Map<CmdletHelp, String> everything(ShellSession session) {
        Map<CmdletHelp, String> all = new LinkedHashMap<>();
        session.commands().all().forEach(command -> all.put(command.help(), "shell"));
        for (ManagedNode node : session.nodes()) {
            if (node.address().up()) {
                Collection<CmdletHelp> own = session.cmdlets().of(node).values();
                own.forEach(help -> all.merge(help, node.name(), (one, other) -> one + ", " + other));
            }
        }
        return all;
    }

    private static List<@Nullable Object> commands(Run run) {
        String name = run.arguments().text("Name");
        String noun = run.arguments().text("Noun");
        String wildcard = noun != null ? "*-" + noun : name == null ? "*" : name;
        List<@Nullable Object> found = new ArrayList<>();
        everything(run.session()).forEach((help, where) -> {
            if (ValueOperators.like(help.name(), wildcard)) {
                found.add(new ShellObject(null)
                        .with("Name", help.name())
                        .with("Source", where)
                        .with("Synopsis", help.synopsis()));
            }
        });
        if (found.isEmpty()) {
            throw ShellException.failed("Get-Command: no command is called '" + wildcard + "'.");
        }
        return found;
    }

    private List<@Nullable Object> help(Run run) {
        String name = run.arguments().text("Name");
        if (name == null) {
            return List.of(new FormattedOutput(List.of(
                    "Get-Command lists the commands, Get-Help NAME tells how one is used, Get-Help NAME -Examples shows lines.",
                    "Get-LabNode shows the nodes, Enter-PSSession NODE goes to one. $lab is what the lab tells of certificates",
                    "and tenants: $lab.lync.certificates. Tab completes; exit ends the shell.")));
        }
        ShellSession session = run.session();
        BuiltInCommand own = session.commands().find(name);
        List<CmdletHelp> found = own != null
                ? List.of(own.help())
                : everything(session).keySet().stream()
                        .filter(help -> ValueOperators.like(help.name(), name))
                        .toList();
        if (found.isEmpty()) {
            throw ShellException.failed("Get-Help: no command is called '" + name + "'. Get-Command lists them.");
        }
        if (found.stream().map(CmdletHelp::name).distinct().count() > 1) {
            return found.stream()
                    .<@Nullable Object>map(help ->
                            new ShellObject(null).with("Name", help.name()).with("Synopsis", help.synopsis()))
                    .toList();
        }
        return List.of(new FormattedOutput(page(found.get(0), run.arguments(), session)));
    }

    private List<String> page(CmdletHelp help, ArgumentBinder requested, ShellSession session) {
        HelpPage page = new HelpPage(help, session.screen().look());
        List<CmdletExamples.Example> examples = new CmdletExamples(scenarios.get()).of(help);
        String parameter = requested.text("Parameter");
        if (parameter != null) {
            return page.parameters(parameter);
        }
        List<String> lines = new ArrayList<>(page.head());
        if (!requested.flag("Examples")) {
            lines.addAll(page.syntax());
            lines.addAll(page.parameters("*"));
        }
        lines.addAll(page.examples(examples));
        return lines;
    }

    /** The help of a command as lines of text. */
    private record HelpPage(CmdletHelp help, org.s2slab.engine.text.TerminalStyle look) {
        List<String> head() {
            return List.of(
                    "",
                    look.strong("NAME"),
                    "    " + help.name(),
                    "",
                    look.strong("SYNOPSIS"),
                    "    " + help.synopsis(),
                    "");
        }

        List<String> syntax() {
            List<String> lines = new ArrayList<>(List.of(look.strong("SYNTAX")));
            if (help.sets().isEmpty()) {
                lines.add("    " + help.name() + written(help.parameters()));
            }
            for (String set : help.sets()) {
                List<Parameter> own = help.parameters().stream()
                        .filter(parameter ->
                                parameter.sets().isEmpty() || parameter.sets().contains(set))
                        .toList();
                lines.add("    " + help.name() + written(own));
            }
            lines.add("");
            return lines;
        }

        private String written(List<Parameter> parameters) {
            return parameters.stream()
                    .map(parameter -> {
                        String text =
                                "-" + parameter.name() + (parameter.isSwitch() ? "" : " <" + type(parameter) + ">");
                        return parameter.mandatory() ? " " + text : " [" + text + "]";
                    })
                    .collect(Collectors.joining());
        }

        List<String> parameters(String wildcard) {
            List<String> lines = new ArrayList<>(List.of(look.strong("PARAMETERS")));
            for (Parameter parameter : help.parameters()) {
                if (ValueOperators.like(parameter.name(), wildcard)) {
                    lines.add("    " + look.strong("-" + parameter.name())
                            + (parameter.isSwitch() ? "" : " <" + type(parameter) + ">")
                            + (parameter.mandatory() ? "  must be given" : "")
                            + (parameter.sets().isEmpty() ? "" : "  (" + String.join(", ", parameter.sets()) + ")"));
                    lines.add("        " + parameter.help());
                }
            }
            lines.add("");
            return lines;
        }

        private static String type(Parameter parameter) {
            return parameter.values().isEmpty()
                    ? parameter.type().toLowerCase(java.util.Locale.ROOT)
                    : String.join(" | ", parameter.values());
        }

        List<String> examples(List<CmdletExamples.Example> examples) {
            List<String> lines = new ArrayList<>(List.of(look.strong("EXAMPLES")));
            if (examples.isEmpty()) {
                lines.add("    No scenario of the lab uses it.");
            }
            for (CmdletExamples.Example example : examples) {
                lines.add("    # " + example.says());
                lines.add("    " + example.line());
                lines.add("");
            }
            return lines;
        }
    }
}
