package org.s2slab.exchange.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.resource.ResourceTable;

/**
 * A property that the database can compare and sort with the same result as {@link PropertyComparator}. The database
 * does not change the case of letters outside of ASCII, so texts with such letters are not compared in the database.
 *
 * @param sql the SQL expression of the property in the row {@code i}; NULL for item kinds without the property
 */
record SearchColumn(String sql, Type type) {
    private enum Type {
        TEXT,
        TIME,
        NUMBER,
        TRUTH
    }

    private static final Map<String, String[]> ROWS = ResourceTable.rows("/ews/search-columns.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row));
    private static final Map<String, SearchColumn> COLUMNS = ROWS.values().stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> of(row[0], Type.valueOf(row[1]), row[2])));

    /** The SQL of a row of the table, for items of any kind. */
    static String sql(String path) {
        return Objects.requireNonNull(ROWS.get(path), path)[2];
    }

    private static SearchColumn of(String uri, Type type, String sql) {
        List<ItemKind> kinds = Arrays.stream(ItemKind.values())
                .filter(kind -> PropertyTable.EXCHANGE.find(kind.element(), uri).isPresent())
                .toList();
        boolean everyKind = kinds.size() == ItemKind.values().length;
        String among = kinds.stream().map(kind -> "'" + kind.name() + "'").collect(Collectors.joining(", "));
        return new SearchColumn(everyKind ? sql : "CASE WHEN i.kind IN (" + among + ") THEN " + sql + " END", type);
    }

    /** The column of a property; empty if the property has no column. */
    static Optional<SearchColumn> of(PropertyPath path) {
        List<String> uris = path.definitions().stream()
                .map(PropertyDefinition::uri)
                .distinct()
                .toList();
        return uris.size() == 1 ? Optional.ofNullable(COLUMNS.get(uris.get(0))) : Optional.empty();
    }

    /** The SQL expression for sorting. */
    String order() {
        return type == Type.TEXT ? "LOWER(" + sql + ")" : sql;
    }

    Statement exists() {
        return new Statement(sql + " IS NOT NULL", List.of());
    }

    /**
     * The SQL condition of a comparison with a constant; empty if its result could differ from {@link
     * PropertyComparator}.
     *
     * @param operator an SQL operator
     */
    Optional<Statement> compared(String operator, String constant) {
        Object value = value(constant.strip());
        boolean ordering = !operator.equals("=") && !operator.equals("<>");
        if (value == null || (type == Type.TEXT && ordering)) {
            return Optional.empty();
        }
        return Optional.of(new Statement("COALESCE(" + order() + " " + operator + " ?, FALSE)", List.of(value)));
    }

    private @Nullable Object value(String constant) {
        return switch (type) {
            case TEXT ->
                isAscii(constant) && PropertyComparator.isPlainText(constant)
                        ? constant.toLowerCase(Locale.ROOT)
                        : null;
            case TIME ->
                PropertyComparator.time(constant)
                        .map(time -> time.toEpochMilli() / 1000.0)
                        .orElse(null);
            case NUMBER -> PropertyComparator.number(constant).orElse(null);
            case TRUTH ->
                PropertyComparator.truth(constant).map(truth -> truth ? 1 : 0).orElse(null);
        };
    }

    /**
     * The SQL condition that the text of this column contains the requested text; empty if case is ignored and the
     * requested text is not ASCII.
     */
    Optional<Statement> contains(String requested, String mode, boolean ignoringCase) {
        return type != Type.TEXT || (ignoringCase && !isAscii(requested))
                ? Optional.empty()
                : Optional.of(holds(sql, requested, mode, ignoringCase));
    }

    /** The SQL condition that a text contains another text, in a containment mode of {@code Contains}. */
    static Statement holds(String column, String requested, String mode, boolean ignoringCase) {
        String text = ignoringCase ? "LOWER(" + column + ")" : column;
        String condition = switch (mode) {
            case "Prefixed" -> "INSTR(" + text + ", ?) = 1";
            case "PrefixOnWords" -> "INSTR(' ' || " + text + ", ' ' || ?) > 0";
            case "ExactPhrase" -> "INSTR(' ' || " + text + " || ' ', ' ' || ? || ' ') > 0";
            case "Substring" -> "INSTR(" + text + ", ?) > 0";
            default -> text + " = ?";
        };
        return new Statement(
                "COALESCE(" + condition + ", FALSE)",
                List.of(ignoringCase ? requested.toLowerCase(Locale.ROOT) : requested));
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
