package org.s2slab.management;

import java.util.List;

/**
 * One parameter of a cmdlet, as its help shows it.
 *
 * @param name without the dash, in the product's casing
 * @param type the type of its value
 * @param mandatory whether it is mandatory in each of its parameter sets
 * @param sets the parameter sets that contain it; if empty, all sets contain it
 * @param values the values of an {@link Type#ENUM}, in the product's casing; empty otherwise
 * @param help one sentence
 */
public record CmdletParameter(
        String name, Type type, boolean mandatory, List<String> sets, List<String> values, String help) {
    /** The type of a parameter's value. */
    public enum Type {
        STRING,
        STRINGS,
        /** A list of hashtables. */
        OBJECTS,
        BOOLEAN,
        /** A truth value with a third state, which is {@code $null}. */
        NULLABLE_BOOLEAN,
        SWITCH,
        INTEGER,
        ENUM,
        URL,
        GUID,
        DATE,
        CREDENTIAL
    }
}
