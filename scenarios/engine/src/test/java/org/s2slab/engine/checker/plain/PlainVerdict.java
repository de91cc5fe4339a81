package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every fact that does not hold, not only the first; accepted where there is none.
 *
 * @param <G> how the facts are grouped
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

    /** Whether every fact holds. */
    public boolean accepted() {
        return broken.isEmpty();
    }

    /** The groups of those that do not. */
    public Set<G> groups() {
        return Set.copyOf(broken.keySet());
    }

    @Override
    public String toString() {
        return accepted() ? "accepted" : "refused: " + broken;
    }
}
