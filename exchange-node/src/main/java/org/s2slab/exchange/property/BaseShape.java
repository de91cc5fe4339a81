package org.s2slab.exchange.property;

import java.util.Arrays;

/** The base shapes, each with the properties of the shapes before it. The last value means no base shape. */
public enum BaseShape {
    ID_ONLY("id"),
    DEFAULT("default"),
    ALL_PROPERTIES("all"),
    /** In no base shape: only returned if the request names the property. */
    WHEN_ASKED("asked");

    private final String word;

    BaseShape(String word) {
        this.word = word;
    }

    /** The word for this shape in the property table. */
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
