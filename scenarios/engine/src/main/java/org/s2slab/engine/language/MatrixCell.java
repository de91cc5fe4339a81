package org.s2slab.engine.language;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One place in the table of features and deployments: what works here, between which servers.
 *
 * @param feature what one server does with the help of the other
 * @param pair the server that calls and the one that is called
 * @param premises where the two stand
 */
public record MatrixCell(Feature feature, Pair pair, Premises premises) {
    /** What server-to-server authentication exists for. */
    public enum Feature {
        CONTACTS,
        ARCHIVING,
        SEARCH,
        MEETINGS
    }

    /** Who calls whom. */
    public enum Pair {
        LYNC_EXCHANGE,
        EXCHANGE_LYNC,
        SHAREPOINT_LYNC,
        SHAREPOINT_EXCHANGE
    }

    /** Where the caller and the one it calls stand. */
    public enum Premises {
        ON_PREMISES,
        ONLINE,
        TO_ONLINE,
        TO_ON_PREMISES
    }

    /** What a scenario file says under {@code cells}: one, several or nothing. */
    static List<MatrixCell> in(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        return node.items() == null
                ? List.of(of(node))
                : node.items().stream().map(MatrixCell::of).toList();
    }

    private static MatrixCell of(YamlNode node) {
        return new MatrixCell(
                named(Feature.class, node.require("feature")),
                named(Pair.class, node.require("pair")),
                named(Premises.class, node.require("premises")));
    }

    /** The words scenario files write for the values. */
    static <E extends Enum<E>> String[] words(Class<E> type) {
        E[] values = type.getEnumConstants();
        String[] words = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            words[i] = word(values[i]);
        }
        return words;
    }

    /** A value as it stands in a scenario file: {@code to-online}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
