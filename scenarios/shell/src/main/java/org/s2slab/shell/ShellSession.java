package org.s2slab.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.language.Scenario;

/** The state of a shell session: the current node, the variables, and the help of the commands. */
final class ShellSession {
    /** Asks the user at the terminal for input. */
    @FunctionalInterface
    interface Asking {
        /** @param secret whether what is typed is shown nowhere */
        String answer(String prompt, boolean secret);
    }

    private final Supplier<List<ManagedNode>> nodes;
    private final ShellOutput screen;
    private final Asking asking;
    private final Clock clock;
    private final BuiltInCommands commands;
    private final NodeCmdlets cmdlets = new NodeCmdlets(this);
    private final CertificateFiles files = new CertificateFiles(this::file);
    private final Map<String, @Nullable Object> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final @Nullable String first;
    private @Nullable String current;
    private boolean failed;
    private boolean silent;
    private boolean hasFiles = true;

    /**
     * @param nodes those of the deployment, asked for anew each time
     * @param scenarios in which examples of cmdlets are found
     * @param clock the machine's, where no node can be asked
     */
    ShellSession(
            Supplier<List<ManagedNode>> nodes,
            Supplier<List<Scenario>> scenarios,
            ShellOutput screen,
            Asking asking,
            Clock clock) {
        this.nodes = nodes;
        this.screen = screen;
        this.asking = asking;
        this.clock = clock;
        this.commands = new BuiltInCommands(scenarios);
        this.first = nodes.get().stream().findFirst().map(ManagedNode::name).orElse(null);
        this.current = first;
    }

    List<ManagedNode> nodes() {
        return nodes.get();
    }

    /** The node whose cmdlets are run. */
    ManagedNode node() {
        return nodes().stream()
                .filter(node -> node.name().equals(current))
                .findFirst()
                .orElseThrow(() -> ShellException.failed("no deployment is running"));
    }

    /** The name of the node, or an empty text where there is none. */
    String nodeName() {
        return current == null ? "" : current;
    }

    /** Goes to a node by its name, or by one of its hosts. */
    void enter(String nameOrHost) {
        String wanted = nameOrHost.toLowerCase(Locale.ROOT);
        current = nodes().stream()
                .filter(node ->
                        node.name().equals(wanted) || node.address().hosts().contains(wanted))
                .findFirst()
                .map(ManagedNode::name)
                .orElseThrow(() -> ShellException.failed("there is no node '" + nameOrHost + "'; expected one of "
                        + String.join(
                                ", ", nodes().stream().map(ManagedNode::name).toList())));
    }

    /** Goes back to the first node. */
    void leave() {
        current = first;
    }

    ShellOutput screen() {
        return screen;
    }

    Asking asking() {
        return asking;
    }

    BuiltInCommands commands() {
        return commands;
    }

    NodeCmdlets cmdlets() {
        return cmdlets;
    }

    CertificateFiles files() {
        return files;
    }

    /** Refuses files of this machine from now on, for lines that come from another machine. */
    void closeFiles() {
        hasFiles = false;
    }

    /** A file of this machine. */
    Path file(String path) {
        if (!hasFiles) {
            throw ShellException.failed(
                    "'" + path + "': this shell opens no files of the machine. './lab shell' does. A"
                            + " path with a drive, such as C:\\oAuth.cer, is kept in this shell.");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw ShellException.failed("'" + path + "' is not a path: " + e.getMessage());
        }
    }

    /** The time at the node; the machine's where there is none. */
    Instant now() {
        return current == null
                ? clock.instant()
                : Instant.parse(node().clock().await().getString("now"));
    }

    boolean knows(String variable) {
        return variables.containsKey(variable);
    }

    /** A variable's value; one that was never set is refused, because a line would do something else than was meant. */
    @Nullable
    Object get(String variable) {
        if (variable.equalsIgnoreCase(LabVariable.VARIABLE) && !knows(variable)) {
            variables.put(LabVariable.VARIABLE, LabVariable.of(nodes()));
        }
        if (!knows(variable)) {
            throw ShellException.failed("the variable '$" + variable + "' has not been set"
                    + (variables.isEmpty() ? "" : "; set are $" + String.join(", $", variables.keySet())));
        }
        return variables.get(variable);
    }

    void set(String variable, @Nullable Object value) {
        if (variable.equalsIgnoreCase(LabVariable.VARIABLE)) {
            throw ShellException.failed(
                    "$" + LabVariable.VARIABLE + " is a variable of the lab and cannot be set; choose another name");
        }
        variables.put(variable, value);
    }

    Map<String, @Nullable Object> variables() {
        return variables;
    }

    /** Does something while a variable has another value. */
    <T> T with(String variable, @Nullable Object value, Supplier<T> action) {
        boolean known = knows(variable);
        Object before = variables.get(variable);
        variables.put(variable, value);
        try {
            return action.get();
        } finally {
            if (known) {
                variables.put(variable, before);
            } else {
                variables.remove(variable);
            }
        }
    }

    /** What is done when a command fails and says nothing about it: as in PowerShell, what follows is done all the same. */
    String errorAction() {
        Object told = variables.get("ErrorActionPreference");
        return told == null ? "continue" : ValueConverter.text(told).toLowerCase(Locale.ROOT);
    }

    /** Tells of a failure and goes on, or goes on in silence, or ends the script with it. */
    void pass(ShellException failure, String action) {
        if (action.equals("stop")) {
            throw failure.stopping();
        }
        if (action.equals("continue")) {
            tell(failure);
        }
    }

    /** Does something, with its warnings or without. */
    <T> T quietly(boolean quiet, Supplier<T> action) {
        boolean before = silent;
        silent = before || quiet;
        try {
            return action.get();
        } finally {
            silent = before;
        }
    }

    void warn(String text) {
        if (!silent) {
            screen.warning(text);
        }
    }

    void tell(ShellException problem) {
        failed = true;
        screen.error(problem);
    }

    void forgetFailures() {
        failed = false;
    }

    /** Whether anything failed that was not to be passed over in silence. */
    boolean hasFailed() {
        return failed;
    }
}
