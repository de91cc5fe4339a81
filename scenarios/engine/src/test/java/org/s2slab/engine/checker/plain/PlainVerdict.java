package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All false facts of a request. The request is accepted if no fact is false.
 *
 * @param <G> the type of the groups of facts
 */
public final class PlainVerdict<G extends Comparable<G>> {
    private final Map<G, List<String>> broken = new TreeMap<>();

    void broken(G group, String what) {
        broken.computeIfAbsent(group, any -> new ArrayList<>()).add(what);
    }

    void unless(boolean holds, G group, String what) {
        if (!holds) {
            broken(group, what);
        }
    }

    /** Whether all facts are true. */
    public boolean accepted() {
        return broken.isEmpty();
    }

    /** The groups of the false facts. */
    public Set<G> groups() {
        return Set.copyOf(broken.keySet());
    }

    @Override
    public String toString() {
        return accepted() ? "accepted" : "refused: " + broken;
    }
}
