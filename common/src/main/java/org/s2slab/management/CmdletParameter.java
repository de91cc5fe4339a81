package org.s2slab.management;

import java.util.List;

/**
 * One parameter of a cmdlet, as its help shows it.
 *
 * @param name without the dash, in the product's casing
 * @param type the type of its value
 * @param mandatory whether it is mandatory in each of its parameter sets
 * @param sets the parameter sets of which it is part; empty for all of them
 * @param values the values of an {@link Type#ENUM}, in the product's casing; empty otherwise
 * @param help one sentence
 */
public record CmdletParameter(
        String name, Type type, boolean mandatory, List<String> sets, List<String> values, String help) {
    /** The type of a parameter's value. */
    public enum Type {
        STRING,
        STRINGS,
        BOOLEAN,
        SWITCH,
        INTEGER,
        ENUM,
        URL,
        GUID,
        DATE,
        CREDENTIAL
    }

    public static CmdletParameter required(String name, Type type, String help) {
        return new CmdletParameter(name, type, true, List.of(), List.of(), help);
    }

    public static CmdletParameter optional(String name, Type type, String help) {
        return new CmdletParameter(name, type, false, List.of(), List.of(), help);
    }

    /** Declares a parameter whose value is one of these words, in any case. */
    public static CmdletParameter choice(String name, boolean mandatory, List<String> values, String help) {
        return new CmdletParameter(name, Type.ENUM, mandatory, List.of(), List.copyOf(values), help);
    }

    /** Returns this parameter for these parameter sets only. */
    public CmdletParameter in(String... parameterSets) {
        return new CmdletParameter(name, type, mandatory, List.of(parameterSets), values, help);
    }
}
