package org.s2slab.lync.archiving;

import java.util.Arrays;
import java.util.function.Function;

/** Parses an enumeration constant from its name in the product. */
final class EnumParser {
    private EnumParser() {}

    static <E> E of(E[] constants, Function<E, String> wordOf, String word) {
        return Arrays.stream(constants)
                .filter(constant -> wordOf.apply(constant).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of "
                        + Arrays.stream(constants).map(wordOf).toList()));
    }
}
