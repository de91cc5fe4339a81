package org.s2slab.config;

/**
 * Named values, each of which is on or off.
 *
 * @param bits the values that are on: bit n is set if the value with ordinal n is on. Requests make many of these
 *     objects, so they are as small as possible
 */
public record Switches<E extends Enum<E>>(long bits) {
    /** The switches of a set in which the given values are on, and all others are off. */
    @SafeVarargs
    public static <E extends Enum<E>> Switches<E> of(E... on) {
        long bits = 0;
        for (E value : on) {
            bits |= bit(value);
        }
        return new Switches<>(bits);
    }

    /** The same, with one value on or off. */
    public Switches<E> with(E value, boolean isOn) {
        return new Switches<>(isOn ? bits | bit(value) : bits & ~bit(value));
    }

    public boolean has(E value) {
        return (bits & bit(value)) != 0;
    }

    @SuppressWarnings("EnumOrdinal") // The bits never leave this process, in which the order of the values is fixed.
    private static long bit(Enum<?> value) {
        return 1L << value.ordinal();
    }
}
