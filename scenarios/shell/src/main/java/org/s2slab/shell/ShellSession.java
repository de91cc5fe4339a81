package org.s2slab.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
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
        /** @param secret whether the typed text is hidden */
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
     * @param nodes returns the current nodes of the deployment; called again each time
     * @param scenarios the scenarios with examples of cmdlets
     * @param clock the machine's clock, used if there is no node with a clock
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

    /** The current node, on which cmdlets run. */
    ManagedNode node() {
        return nodes().stream()
                .filter(node -> node.name().equals(current))
                .findFirst()
                .orElseThrow(() -> ShellException.failed("no deployment is running"));
    }

    /** The name of the current node, or an empty text if there is no node. */
    String nodeName() {
        return current == null ? "" : current;
    }

    /** The name of the current node for people, in which its pool follows; an empty text if there is no node. */
    String nodeLabel() {
        return nodes().stream()
                .filter(node -> node.name().equals(current))
                .findFirst()
                .map(node -> node.address().label())
                .orElse(nodeName());
    }

    /**
     * Makes a node the current node, by its name or by one of its host names. The name of a pool stands for its first server
     * that is up.
     */
    void enter(String nameOrHost) {
        current = nodes().stream()
                .filter(node -> node.address().answersTo(nameOrHost))
                .min(Comparator.comparing((ManagedNode node) -> !node.name().equalsIgnoreCase(nameOrHost))
                        .thenComparing(node -> !node.address().up()))
                .map(ManagedNode::name)
                .orElseThrow(() -> ShellException.failed("there is no node '" + nameOrHost + "'; expected one of "
                        + String.join(
                                ", ",
                                nodes().stream()
                                        .map(node -> node.address().label())
                                        .toList())));
    }

    /** Makes the first node the current node again. */
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

    /** Refuses files of this machine from now on, because the lines come from another machine. */
    void closeFiles() {
        hasFiles = false;
    }

    /** The file of this machine with this path. */
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

    /** The time of the current node; the machine's time if there is no node. */
    Instant now() {
        return current == null
                ? clock.instant()
                : Instant.parse(node().clock().await().getString("now"));
    }

    boolean knows(String variable) {
        return variables.containsKey(variable);
    }

    /** The value of a variable. A variable without a value is refused, because it is probably a mistake. */
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

    /** Runs an action while a variable has another value. */
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

    /** The action after a failure without -ErrorAction. By default, the next statement runs, as in PowerShell. */
    String errorAction() {
        Object told = variables.get("ErrorActionPreference");
        return told == null ? "continue" : ValueConverter.text(told).toLowerCase(Locale.ROOT);
    }

    /** Handles a failure: prints it and continues, continues silently, or ends the script. */
    void pass(ShellException failure, String action) {
        if (action.equals("stop")) {
            throw failure.stopping();
        }
        if (action.equals("continue")) {
            tell(failure);
        }
    }

    /** Runs an action with or without its warnings. */
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

    /** Whether a statement failed and its failure was not silenced. */
    boolean hasFailed() {
        return failed;
    }
}
