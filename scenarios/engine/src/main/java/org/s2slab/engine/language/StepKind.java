package org.s2slab.engine.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kind of a step, with the key that selects the kind and the other keys that the step may have. */
public enum StepKind {
    /** An administrator runs a cmdlet on a node. */
    RUN("run", "on", "with"),
    /** A person signs in to Lync. */
    SIGN_IN("sign-in", "password"),
    /** A person's client or an anonymous client sends a request. */
    CALL("call", "as-user", "password", "body", "form", "xml", "soap", "headers"),
    /** A person has one or more conversations with another person in Lync. */
    TALK("talk"),
    /** An outsider presents a token. */
    PRESENT("present"),
    /** An outsider forges a token and stores it under a name. */
    FORGE("forge", "for"),
    /** The clock of one node or of all nodes is changed. */
    CLOCK("clock"),
    /** A link between nodes is cut. */
    CUT("cut"),
    /** A link between nodes is slowed down. */
    SLOW("slow"),
    /** Links between nodes are restored. */
    HEAL("heal"),
    /** A node is stopped. */
    STOP("stop"),
    /** A node's process ends at once, in the middle of its work. */
    KILL("kill"),
    /** A stopped node is started with the data on its disk. */
    START("start"),
    /** The step has no action; it only compares the state of the nodes. */
    LOOK("");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> companions;

    StepKind(String key, String... companions) {
        this.key = key;
        this.companions = List.of(companions);
    }

    /** The key that selects this kind; empty for {@link #LOOK}. */
    public String key() {
        return key;
    }

    /** The keys that only steps of this kind may have. */
    public List<String> companions() {
        return companions;
    }

    /** The keys of {@code expect} for the output of this kind; empty if this kind has no output. */
    public List<String> expectations() {
        return switch (this) {
            case RUN -> List.of("status", "headers", "body", "output", "warnings", "error", "counters");
            case SIGN_IN, CALL, PRESENT -> List.of("status", "headers", "body", "xml", "error", "counters");
            case TALK -> List.of("body", "counters");
            case FORGE, CLOCK, CUT, SLOW, HEAL, STOP, KILL, START, LOOK -> List.of();
        };
    }

    /** The keys that select a kind, separated by commas. */
    static String keys() {
        return Arrays.stream(values())
                .map(StepKind::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The kind with this key. */
    static Optional<StepKind> ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> !kind.key.isEmpty() && kind.key.equals(key))
                .findFirst();
    }

    /** The kind with this companion key. */
    static Optional<StepKind> ofCompanion(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.companions.contains(key))
                .findFirst();
    }
}
