package org.s2slab.engine.language;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cell in the table of features and deployments: a feature that works between two servers.
 *
 * @param feature the feature that needs the call from one server to the other
 * @param pair the calling and the called server
 * @param premises the premises of both servers: on-premises or online
 */
public record MatrixCell(Feature feature, Pair pair, Premises premises) {
    /** The features that use server-to-server authentication. */
    public enum Feature {
        CONTACTS,
        ARCHIVING,
        SEARCH,
        MEETINGS
    }

    /** The calling and the called product. */
    public enum Pair {
        LYNC_EXCHANGE,
        EXCHANGE_LYNC,
        SHAREPOINT_LYNC,
        SHAREPOINT_EXCHANGE
    }

    /** The premises of the caller and of the called server. */
    public enum Premises {
        ON_PREMISES,
        ONLINE,
        TO_ONLINE,
        TO_ON_PREMISES
    }

    /** The cells under {@code cells} in a scenario file; none, one or several. */
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

    /** The words for the values in scenario files. */
    static <E extends Enum<E>> String[] words(Class<E> type) {
        E[] values = type.getEnumConstants();
        String[] words = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            words[i] = word(values[i]);
        }
        return words;
    }

    /** The word for a value in a scenario file: {@code to-online}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
