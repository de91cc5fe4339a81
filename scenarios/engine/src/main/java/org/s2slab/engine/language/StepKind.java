package org.s2slab.engine.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a step does, by the key that says so, and the keys that may go with it. */
public enum StepKind {
    /** An administrator runs a cmdlet on a node. */
    RUN("run", "on", "with"),
    /** A person signs in to Lync. */
    SIGN_IN("sign-in", "password"),
    /** A person's client, or nobody in particular, sends a request. */
    CALL("call", "as-user", "password", "body", "form", "xml", "soap", "headers"),
    /** A person talks to another one in Lync, once or often. */
    TALK("talk"),
    /** An outsider presents a token. */
    PRESENT("present"),
    /** An outsider makes a token, and keeps it. */
    FORGE("forge", "for"),
    /** Time moves, for all nodes or for one. */
    CLOCK("clock"),
    /** A link between nodes is cut. */
    CUT("cut"),
    /** A link between nodes becomes slow. */
    SLOW("slow"),
    /** Links between nodes work again. */
    HEAL("heal"),
    /** A node goes down. */
    STOP("stop"),
    /** A node's process ends at once, in the middle of whatever it does. */
    KILL("kill"),
    /** A node that went down comes back with what it had on disk. */
    START("start"),
    /** Nothing is done; something is looked at. */
    LOOK("");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> companions;

    StepKind(String key, String... companions) {
        this.key = key;
        this.companions = List.of(companions);
    }

    /** The key that makes a step one of this kind; empty for {@link #LOOK}. */
    public String key() {
        return key;
    }

    /** Keys that go with this kind and no other kind. */
    public List<String> companions() {
        return companions;
    }

    /** The keys of {@code expect} that say something of what this kind finds; none where it finds nothing. */
    public List<String> expectations() {
        return switch (this) {
            case RUN -> List.of("status", "headers", "body", "output", "warnings", "error", "counters");
            case SIGN_IN, CALL, PRESENT -> List.of("status", "headers", "body", "xml", "error", "counters");
            case TALK -> List.of("body", "counters");
            case FORGE, CLOCK, CUT, SLOW, HEAL, STOP, KILL, START, LOOK -> List.of();
        };
    }

    /** The kind that a key stands for. */
    static Optional<StepKind> ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> !kind.key.isEmpty() && kind.key.equals(key))
                .findFirst();
    }

    /** The kind that a companion key belongs to. */
    static Optional<StepKind> ofCompanion(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.companions.contains(key))
                .findFirst();
    }
}
