package org.s2slab.exchange.mailbox;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/**
 * The full-text index on PostgreSQL. A row has the words of an item twice: in their order, and as a set ({@code
 * tsvector}) by which the index finds the item. Each word follows the code of its column.
 */
public final class PostgresWordIndex {
    /** The word of an item with too many words for a set. Every query finds it, and then compares its words. */
    public static final String ANY_WORD = "*";

    /** A word of no item. */
    public static final String NO_WORD = "-";

    /** The maximum size of a set in bytes. A {@code tsvector} can have 1 MB. */
    static final int LARGEST_SET = 900_000;

    /** The maximum number of characters of a word in a set. A word of a {@code tsvector} can have 2 kB. */
    private static final int LONGEST_WORD = 500;

    private static final List<String> COLUMNS =
            List.of("subject", "body", "sender", "to_names", "cc_names", "bcc_names");

    /** Takes waiting items, the smallest numbers first. A change of such an item waits for the end of the transaction. */
    private static final String NEXT = "DELETE FROM waiting_items WHERE number IN"
            + " (SELECT number FROM waiting_items ORDER BY number LIMIT ? FOR UPDATE) RETURNING number";

    private static final String TEXTS = "SELECT number, " + String.join(", ", COLUMNS)
            + " FROM item_words WHERE number IN (SELECT CAST(value AS BIGINT) FROM json_each(?))";

    private static final String INDEX = "INSERT INTO item_tokens (number, tokens, words)"
            + " VALUES (?, ?, array_to_tsvector(string_to_array(?, ' ')))"
            + " ON CONFLICT (number) DO UPDATE SET tokens = excluded.tokens, words = excluded.words";

    /** The number of items whose texts are in memory. */
    private static final int BATCH = 100;

    private PostgresWordIndex() {}

    /** The codes of columns, whose names have spaces between them; of all columns for an empty text. */
    public static Stream<String> codes(String columns) {
        return IntStream.range(0, COLUMNS.size())
                .filter(i -> columns.isEmpty() || (" " + columns + " ").contains(" " + COLUMNS.get(i) + " "))
                .mapToObj(Integer::toString);
    }

    /** The form of a word in a set. */
    public static String lexeme(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }

    /** Indexes waiting items, up to a maximum. Returns how many waited. */
    static int index(WriteTransaction tx, int most) {
        int done = 0;
        int size = BATCH;
        while (size == BATCH && done < most) {
            List<Long> numbers = tx.list(NEXT, row -> row.integer("number"), Math.min(BATCH, most - done));
            index(tx, tx.list(TEXTS, Texts::of, new JsonArray(numbers).encode()));
            size = numbers.size();
            done += size;
        }
        return done;
    }

    private record Texts(long number, List<String> columns) {
        static Texts of(ResultRow row) {
            return new Texts(
                    row.integer("number"),
                    COLUMNS.stream()
                            .map(column -> Objects.requireNonNullElse(row.optionalText(column), ""))
                            .toList());
        }
    }

    private static void index(WriteTransaction tx, List<Texts> items) {
        List<List<String>> words = WordSplitter.split(
                items.stream().flatMap(item -> item.columns().stream()).toList());
        for (int i = 0; i < items.size(); i++) {
            List<String> tokens = new ArrayList<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                String code = Integer.toString(column);
                words.get(i * COLUMNS.size() + column).forEach(word -> tokens.add(code + word));
            }
            tx.execute(INDEX, items.get(i).number(), " " + String.join(" ", tokens) + " ", set(tokens));
        }
    }

    private static String set(List<String> tokens) {
        Set<String> lexemes = new LinkedHashSet<>();
        tokens.forEach(token -> lexemes.add(lexeme(token)));
        String set = String.join(" ", lexemes);
        return set.getBytes(StandardCharsets.UTF_8).length <= LARGEST_SET ? set : ANY_WORD;
    }
}
