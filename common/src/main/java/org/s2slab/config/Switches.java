package org.s2slab.config;

import java.util.HashSet;
import java.util.Set;

/**
 * Named values, each of which is on or off.
 *
 * @param on the values that are on
 */
public record Switches<E extends Enum<E>>(Set<E> on) {
    public Switches {
        on = Set.copyOf(on);
    }

    @SafeVarargs
    public static <E extends Enum<E>> Switches<E> of(E... on) {
        Set<E> set = new HashSet<>();
        for (E value : on) {
            set.add(value);
        }
        return new Switches<>(set);
    }

    /** The same, with one value on or off. */
    public Switches<E> with(E value, boolean isOn) {
        Set<E> other = new HashSet<>(on);
        if (isOn) {
            other.add(value);
        } else {
            other.remove(value);
        }
        return new Switches<>(other);
    }

    public boolean has(E value) {
        return on.contains(value);
    }
}
