package org.s2slab.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.shell.CmdletHelp.Parameter;

/** Completes a line with commands, parameters, parameter values, variables and properties. */
record TabCompleter(ShellSession session) {
    /** The candidates for the last word of a command. */
    List<Candidate> of(List<String> words) {
        String word = words.get(words.size() - 1);
        if (word.startsWith("$")) {
            return variables(word);
        }
        if (words.size() == 1) {
            return commands();
        }
        CmdletHelp help = help(words.get(0));
        if (help == null) {
            return List.of();
        }
        if (word.startsWith("-")) {
            return parameters(help, words);
        }
        Parameter asked = asked(help, words);
        if (asked != null) {
            return values(asked);
        }
        return help.positions() > 0 && words.size() == 2
                ? values(help.parameters().get(0), help)
                : List.of();
    }

    private @Nullable CmdletHelp help(String command) {
        BuiltInCommand own = session.commands().find(command);
        if (own != null) {
            return own.help();
        }
        NodeCmdlets.Known known = session.cmdlets().lookUp(command);
        return known == null ? null : known.help();
    }

    private List<Candidate> commands() {
        List<Candidate> found = new ArrayList<>();
        session.cmdlets()
                .all()
                .forEach(known -> found.add(candidate(
                        known.help().name(), known.node().name(), known.help().synopsis())));
        session.commands()
                .all()
                .forEach(command -> found.add(
                        candidate(command.help().name(), "shell", command.help().synopsis())));
        return found;
    }

    /** The parameters that fit to the line: not yet used, and in a parameter set with the used parameters. */
    private static List<Candidate> parameters(CmdletHelp help, List<String> words) {
        Set<String> given = new HashSet<>();
        Set<String> sets = new HashSet<>(help.sets());
        for (String word : words.subList(1, words.size() - 1)) {
            if (word.startsWith("-") && word.length() > 1) {
                Parameter parameter = known(help, word.substring(1));
                if (parameter != null) {
                    given.add(parameter.name());
                    sets.removeIf(set -> !isIn(help, parameter.name(), set));
                }
            }
        }
        List<Candidate> found = new ArrayList<>();
        Set<String> names = new HashSet<>(given);
        for (Parameter parameter : help.parameters()) {
            boolean fits =
                    parameter.sets().isEmpty() || parameter.sets().stream().anyMatch(sets::contains);
            if (fits && names.add(parameter.name())) {
                found.add(candidate(
                        "-" + parameter.name(), parameter.mandatory() ? "must be given" : "", parameter.help()));
            }
        }
        CmdletHelp.COMMON.stream()
                .filter(parameter -> names.add(parameter.name()))
                .forEach(parameter -> found.add(candidate("-" + parameter.name(), "", parameter.help())));
        return found;
    }

    private static boolean isIn(CmdletHelp help, String name, String set) {
        return help.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(name)
                        && (parameter.sets().isEmpty() || parameter.sets().contains(set)));
    }

    private static @Nullable Parameter known(CmdletHelp help, String written) {
        try {
            return help.parameter(written);
        } catch (ShellException e) {
            return null;
        }
    }

    /** The parameter whose value is the last word, or null if the last word is not a parameter's value. */
    private static @Nullable Parameter asked(CmdletHelp help, List<String> words) {
        String before = words.get(words.size() - 2);
        if (!before.startsWith("-") || before.length() < 2) {
            return null;
        }
        Parameter parameter = known(help, before.substring(1));
        return parameter == null || parameter.isSwitch() ? null : parameter;
    }

    private List<Candidate> values(Parameter parameter, CmdletHelp help) {
        if (help.name().equals("Enter-PSSession")) {
            return nodes();
        }
        return help.name().equals("Get-Help") || help.name().equals("Get-Command") ? commands() : values(parameter);
    }

    /** The nodes, and the pools. The name of a pool stands for one of its servers. */
    private List<Candidate> nodes() {
        List<NodeAddress> nodes =
                session.nodes().stream().map(ManagedNode::address).toList();
        List<Candidate> found = new ArrayList<>();
        nodes.forEach(node -> found.add(candidate(node.name(), "", node.host())));
        new TreeSet<>(Pools.of(nodes).values())
                .forEach(pool -> found.add(candidate(pool, "", "the first server that is up")));
        return found;
    }

    private List<Candidate> values(Parameter parameter) {
        if (parameter.name().equals("ComputerName")) {
            return nodes();
        }
        if (parameter.name().endsWith("Thumbprint") && !session.nodeName().isEmpty()) {
            ManagedNode node = session.node();
            return NodeFolderReader.certificates(node.address().folder()).entrySet().stream()
                    .map(entry -> candidate(
                            entry.getValue().getString("thumbprint"),
                            entry.getKey(),
                            entry.getValue().getString("subject") + " until "
                                    + entry.getValue().getString("notAfter")))
                    .toList();
        }
        List<String> words = parameter.type().endsWith("BOOLEAN") ? List.of("$true", "$false") : parameter.values();
        return words.stream().map(value -> candidate(value, "", "")).toList();
    }

    private List<Candidate> variables(String word) {
        int dot = word.lastIndexOf('.');
        if (dot < 0) {
            List<Candidate> found = new ArrayList<>();
            Set<String> names = new HashSet<>(session.variables().keySet());
            names.addAll(List.of("true", "false", "null", LabVariable.VARIABLE));
            names.forEach(name -> found.add(open("$" + name)));
            return found;
        }
        List<Candidate> found = new ArrayList<>();
        if (value(word.substring(0, dot)) instanceof ShellObject object) {
            object.names()
                    .forEach(name -> found.add(
                            open(word.substring(0, dot + 1) + (name.matches("\\w+") ? name : "'" + name + "'"))));
        }
        return found;
    }

    /** The value of {@code $x.y.z}; null if there is no such value. */
    private @Nullable Object value(String path) {
        try {
            String[] parts = path.substring(1).split("\\.", -1);
            Object value = session.get(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                value = ValueConverter.property(value, parts[i].replace("'", ""));
            }
            return value;
        } catch (ShellException e) {
            return null;
        }
    }

    private static Candidate candidate(String value, String group, String description) {
        String first = description.lines().findFirst().orElse("");
        return new Candidate(
                value,
                value,
                group.isEmpty() ? null : group.toLowerCase(Locale.ROOT),
                first.isEmpty() ? null : first,
                null,
                null,
                true);
    }

    /** A candidate that the user can continue with a dot. */
    private static Candidate open(String value) {
        return new Candidate(value, value, null, null, null, null, false);
    }
}
