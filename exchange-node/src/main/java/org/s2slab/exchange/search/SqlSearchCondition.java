package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.s2slab.exchange.search.KeywordQuery.Text;
import org.s2slab.store.EngineText;

/**
 * A query as SQL: the full-text query on the index and the condition on the items. The table of items has the alias
 * {@code i}.
 *
 * @param match the full-text query; empty if the index alone cannot start the search
 * @param rest an SQL condition on the items found
 * @param values the parameters of {@code rest}
 */
record SqlSearchCondition(Optional<EngineText> match, String rest, List<Object> values) {
    /** The SQL condition that the full-text index matches. The parameter is the full-text query. */
    static final String IN_INDEX = "i.number IN (SELECT rowid FROM item_text(?))";

    private static final String NO_LETTER = "[^0-9A-Za-z]";
    private static final int LONGEST_NAME = 255;

    static SqlSearchCondition of(KeywordQuery query) {
        Optional<EngineText> whole = indexed(query);
        if (whole.isPresent()) {
            return new SqlSearchCondition(whole, "TRUE", List.of());
        }
        List<KeywordQuery> all = query instanceof KeywordQuery.And and ? and.parts() : List.of(query);
        Map<Boolean, List<KeywordQuery>> parts = all.stream()
                .collect(Collectors.partitioningBy(part -> match(part).isPresent()));
        List<Object> values = new ArrayList<>();
        String rest = sql(new KeywordQuery.And(parts.getOrDefault(false, List.of())), values);
        return new SqlSearchCondition(
                indexed(new KeywordQuery.And(parts.getOrDefault(true, List.of()))), rest, List.copyOf(values));
    }

    /** A query in the syntax of the index of each engine; empty if the index cannot execute it. */
    private static Optional<EngineText> indexed(KeywordQuery query) {
        return match(query).map(match -> new EngineText(match, () -> PostgresQueryWriter.write(query)));
    }

    /** A query in the syntax of SQLite's index; empty for conditions other than words, or only negated words. */
    private static Optional<String> match(KeywordQuery query) {
        if (query instanceof Text text) {
            return text.field().isIndexed() ? Optional.of(match(text)) : Optional.empty();
        }
        if (query instanceof KeywordQuery.Or or) {
            return joined(or.parts(), " OR ");
        }
        return query instanceof KeywordQuery.And and ? match(and) : Optional.empty();
    }

    private static Optional<String> match(KeywordQuery.And and) {
        List<KeywordQuery> requested = and.parts().stream()
                .filter(part -> !(part instanceof KeywordQuery.Not))
                .toList();
        List<KeywordQuery> unwanted = and.parts().stream()
                .filter(KeywordQuery.Not.class::isInstance)
                .map(part -> ((KeywordQuery.Not) part).part())
                .toList();
        Optional<String> found = joined(requested, " AND ");
        return unwanted.isEmpty()
                ? found
                : found.flatMap(these -> joined(unwanted, " OR ").map(those -> "(" + these + " NOT " + those + ")"));
    }

    private static Optional<String> joined(List<KeywordQuery> parts, String operator) {
        List<String> matches = new ArrayList<>();
        for (KeywordQuery part : parts) {
            Optional<String> match = match(part);
            if (match.isEmpty()) {
                return Optional.empty();
            }
            matches.add(match.get());
        }
        return matches.isEmpty() ? Optional.empty() : Optional.of("(" + String.join(operator, matches) + ")");
    }

    private static String match(Text text) {
        String columns = text.field().columns();
        String phrase = "\"" + text.words().replace("\"", "\"\"") + "\"" + (text.prefix() ? " *" : "");
        return columns.isEmpty() ? phrase : "{" + columns + "} : " + phrase;
    }

    private static String sql(KeywordQuery query, List<Object> values) {
        Optional<EngineText> match = indexed(query);
        if (match.isPresent()) {
            values.add(match.get());
            return IN_INDEX;
        }
        if (query instanceof KeywordQuery.And and) {
            return joined(and.parts(), " AND ", "TRUE", values);
        }
        if (query instanceof KeywordQuery.Or or) {
            return joined(or.parts(), " OR ", "FALSE", values);
        }
        if (query instanceof KeywordQuery.Not not) {
            return "NOT (" + sql(not.part(), values) + ")";
        }
        if (query instanceof KeywordQuery.Having having) {
            values.add(having.value());
            return having.attribute().sql() + " = ?";
        }
        if (query instanceof Text named) {
            values.add(pattern(named));
            return "EXISTS (SELECT 1 FROM (" + names(named.field()) + ") names WHERE glob(?, ' ' || substr(name, 1, "
                    + LONGEST_NAME + ") || ' '))";
        }
        return query instanceof KeywordQuery.Range range
                ? sql(range, values)
                : sql((KeywordQuery.ItemClass) query, values);
    }

    private static String joined(List<KeywordQuery> parts, String operator, String none, List<Object> values) {
        return parts.isEmpty()
                ? none
                : parts.stream().map(part -> sql(part, values)).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String sql(KeywordQuery.Range range, List<Object> values) {
        values.add(range.from());
        values.add(range.until());
        String column = range.measure().sql();
        return "(" + column + " >= ? AND " + column + " < ?)";
    }

    private static String names(KeywordQuery.Field field) {
        return field == KeywordQuery.Field.CATEGORY
                ? "SELECT c.value AS name FROM json_each(i.properties, '$.\"item:Categories\"') c"
                : "SELECT a.name AS name FROM attachments a WHERE a.item = i.number AND a.occurrence IS NULL";
    }

    /** The pattern for a name with these words in its first 255 characters, in upper or lower case: GLOB, or a regex. */
    private static EngineText pattern(Text text) {
        return new EngineText(
                "*" + NO_LETTER + each(text, SqlSearchCondition::anyCase) + (text.prefix() ? "*" : NO_LETTER + "*"),
                () -> NO_LETTER + each(text, SqlSearchCondition::regex) + (text.prefix() ? "" : NO_LETTER));
    }

    private static String each(Text text, IntFunction<String> pattern) {
        return text.words()
                .codePoints()
                .limit(LONGEST_NAME + 1)
                .mapToObj(pattern)
                .collect(Collectors.joining());
    }

    private static String regex(int character) {
        return Character.isLetterOrDigit(character) ? anyCase(character) : "\\" + Character.toString(character);
    }

    private static String anyCase(int character) {
        String small = Character.toString(Character.toLowerCase(character));
        String capital = Character.toString(Character.toUpperCase(character));
        return small.equals(capital) ? (small.equals("^") ? small : "[" + small + "]") : "[" + small + capital + "]";
    }

    private static String sql(KeywordQuery.ItemClass requested, List<Object> values) {
        String among = classes(requested.classes(), values);
        return requested.except().isEmpty()
                ? among
                : "(" + among + " AND NOT " + classes(requested.except(), values) + ")";
    }

    /** The SQL condition for item classes and their subclasses. */
    private static String classes(List<String> classes, List<Object> values) {
        List<String> each = new ArrayList<>();
        for (String itemClass : classes) {
            String key = itemClass.toLowerCase(Locale.ROOT);
            values.add(key);
            values.add(key + ".");
            values.add(key + "/");
            each.add("(LOWER(i.class) = ? OR (LOWER(i.class) >= ? AND LOWER(i.class) < ?))");
        }
        return "(" + String.join(" OR ", each) + ")";
    }
}
