package org.s2slab.exchange.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.mailbox.PostgresWordIndex;
import org.s2slab.exchange.mailbox.WordSplitter;
import org.s2slab.exchange.search.KeywordQuery.Text;

/**
 * Writes a query on words for PostgreSQL's function {@code item_text}. The first line is a {@code tsquery} that finds
 * candidates by their words. The second line is a {@code jsonpath} condition on the words of a candidate in their order.
 */
final class PostgresQueryWriter {
    private final Map<Text, List<String>> words = new HashMap<>();

    private PostgresQueryWriter(List<Text> texts) {
        List<List<String>> split =
                WordSplitter.split(texts.stream().map(Text::words).toList());
        for (int i = 0; i < texts.size(); i++) {
            words.put(texts.get(i), split.get(i));
        }
    }

    /** @param query words that are joined by And and Or; an And may also have negated parts */
    static String write(KeywordQuery query) {
        PostgresQueryWriter writer =
                new PostgresQueryWriter(texts(query).distinct().toList());
        return "'" + PostgresWordIndex.ANY_WORD + "' | " + writer.candidates(query) + "\n" + writer.condition(query);
    }

    /** The words of a query, also of its negated parts. */
    private static Stream<Text> texts(KeywordQuery query) {
        if (query instanceof KeywordQuery.Or or) {
            return or.parts().stream().flatMap(PostgresQueryWriter::texts);
        }
        if (query instanceof KeywordQuery.And and) {
            return and.parts().stream().flatMap(PostgresQueryWriter::texts);
        }
        return query instanceof KeywordQuery.Not not ? texts(not.part()) : Stream.of((Text) query);
    }

    private String candidates(KeywordQuery query) {
        if (query instanceof KeywordQuery.Or or) {
            return joined(or.parts().stream(), this::candidates, " | ");
        }
        if (query instanceof KeywordQuery.And and) {
            return joined(
                    and.parts().stream().filter(part -> !(part instanceof KeywordQuery.Not)), this::candidates, " & ");
        }
        Text text = (Text) query;
        List<String> all = words(text);
        return all.isEmpty()
                ? "'" + PostgresWordIndex.NO_WORD + "'"
                : joined(codes(text), code -> lexemes(text, code), " | ");
    }

    private String lexemes(Text text, String code) {
        String all = joined(words(text).stream(), word -> "'" + PostgresWordIndex.lexeme(code + word) + "'", " & ");
        return text.prefix() ? all.substring(0, all.length() - 1) + ":*)" : all;
    }

    private String condition(KeywordQuery query) {
        if (query instanceof KeywordQuery.Or or) {
            return joined(or.parts().stream(), this::condition, " || ");
        }
        if (query instanceof KeywordQuery.And and) {
            return joined(and.parts().stream(), this::condition, " && ");
        }
        if (query instanceof KeywordQuery.Not not) {
            return "!(" + condition(not.part()) + ")";
        }
        Text text = (Text) query;
        List<String> all = words(text);
        return all.isEmpty()
                ? "(1 == 0)"
                : joined(codes(text), code -> "$ like_regex \"" + phrase(text, all, code) + "\" flag \"q\"", " || ");
    }

    private static String phrase(Text text, List<String> words, String code) {
        return words.stream().map(word -> " " + code + word).collect(Collectors.joining()) + (text.prefix() ? "" : " ");
    }

    private List<String> words(Text text) {
        return Objects.requireNonNull(words.get(text));
    }

    private static Stream<String> codes(Text text) {
        return PostgresWordIndex.codes(text.field().columns());
    }

    private static <T> String joined(Stream<T> parts, Function<T, String> written, String operator) {
        return parts.map(written).collect(Collectors.joining(operator, "(", ")"));
    }
}
