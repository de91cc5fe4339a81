package org.s2slab.exchange.property;

import java.util.Arrays;

/** The base shapes of answers, each holding those before it, and what is beyond them. */
public enum BaseShape {
    ID_ONLY("id"),
    DEFAULT("default"),
    ALL_PROPERTIES("all"),
    /** Shown by no base shape, only when asked for by name. */
    WHEN_ASKED("asked");

    private final String word;

    BaseShape(String word) {
        this.word = word;
    }

    /** The word for it in the property table. */
    public String word() {
        return word;
    }

    static BaseShape named(String word) {
        return Arrays.stream(values())
                .filter(shape -> shape.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown shape " + word));
    }
}
