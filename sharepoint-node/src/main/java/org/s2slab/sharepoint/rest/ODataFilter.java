package org.s2slab.sharepoint.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parses {@code $filter}, as far as lists support it (OData 3.0, URL conventions 10.2.3.1): comparisons of a column
 * with a constant, {@code startswith} and {@code substringof}, combined by {@code and}, {@code or} and {@code not}.
 */
final class ODataFilter {
    private static final Map<String, String> OPERATORS = Map.of(
            "eq", "IS NOT DISTINCT FROM", "ne", "IS DISTINCT FROM", "gt", ">", "ge", ">=", "lt", "<", "le", "<=");

    /**
     * Maximum depth of nested expressions in a filter. It is enough for any client, and the stack of the thread cannot
     * overflow.
     */
    private static final int DEPTH = 32;

    /** An SQL condition on a row of {@code list_items}, and its parameters. */
    record Condition(String sql, List<Object> values) {
        static final Condition ALL = new Condition("TRUE", List.of());

        Condition and(Condition other) {
            return joined(" AND ", other);
        }

        private Condition or(Condition other) {
            return joined(" OR ", other);
        }

        private Condition joined(String operator, Condition other) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(other.values);
            return new Condition("(" + sql + operator + other.sql + ")", List.copyOf(all));
        }
    }

    private final Function<String, ItemColumn> columns;
    private final ODataScanner scanner;
    private int depth;

    private ODataFilter(Function<String, ItemColumn> columns, String text) {
        this.columns = columns;
        this.scanner = new ODataScanner(text);
    }

    /**
     * Parses a filter. Throws SharePoint's error for an unsupported filter.
     *
     * @param columns finds a column by its name, or throws SharePoint's error
     */
    static Condition of(Function<String, ItemColumn> columns, Optional<String> text) {
        return text.map(given -> new ODataFilter(columns, given).whole()).orElse(Condition.ALL);
    }

    private Condition whole() {
        Condition condition = either();
        if (!scanner.isAtEnd()) {
            throw scanner.invalid();
        }
        return condition;
    }

    private Condition either() {
        Condition condition = both();
        while (scanner.keyword("or")) {
            condition = condition.or(both());
        }
        return condition;
    }

    private Condition both() {
        Condition condition = part();
        while (scanner.keyword("and")) {
            condition = condition.and(part());
        }
        return condition;
    }

    private Condition part() {
        if (++depth > DEPTH) {
            throw scanner.invalid();
        }
        Condition part;
        if (scanner.keyword("not")) {
            Condition inner = part();
            part = new Condition("NOT " + inner.sql(), inner.values());
        } else if (scanner.symbol('(')) {
            part = either();
            scanner.expect(')');
        } else {
            part = single();
        }
        depth--;
        return new Condition("(" + part.sql() + ")", part.values());
    }

    private Condition single() {
        String name = scanner.word(ODataScanner.WORD);
        if (!scanner.symbol('(')) {
            return comparison(columns.apply(name));
        }
        boolean starts = name.equals("startswith");
        if (!starts && !name.equals("substringof")) {
            throw RestError.query("The function '" + name + "' is not supported in $filter; known are startswith and"
                    + " substringof.");
        }
        ItemColumn column = starts ? columns.apply(scanner.word(ODataScanner.WORD)) : null;
        if (starts) {
            scanner.expect(',');
        }
        ODataLiteral requested = scanner.literal();
        if (column == null) {
            scanner.expect(',');
            column = columns.apply(scanner.word(ODataScanner.WORD));
        }
        scanner.expect(')');
        return truth(contains(column, requested, starts));
    }

    private Condition contains(ItemColumn column, ODataLiteral requested, boolean starts) {
        if (column.type() != ItemColumn.Type.TEXT || requested.kind() != ODataLiteral.Kind.TEXT) {
            throw scanner.invalid();
        }
        Object part = column.value(requested).orElseThrow(scanner::invalid);
        return starts
                ? new Condition("COALESCE(SUBSTR(" + column.sql() + ", 1, LENGTH(?)) = ?, FALSE)", List.of(part, part))
                : new Condition("COALESCE(INSTR(" + column.sql() + ", ?) > 0, FALSE)", List.of(part));
    }

    /** Parses the optional comparison of a function with true or false. */
    private Condition truth(Condition condition) {
        if (!scanner.keyword("eq")) {
            return condition;
        }
        ODataLiteral requested = scanner.literal();
        if (requested.kind() != ODataLiteral.Kind.TRUTH) {
            throw scanner.invalid();
        }
        return requested.text().equals("true")
                ? condition
                : new Condition("NOT (" + condition.sql() + ")", condition.values());
    }

    private Condition comparison(ItemColumn column) {
        String operator = OPERATORS.get(scanner.word(ODataScanner.WORD));
        if (operator == null) {
            throw scanner.invalid();
        }
        ODataLiteral literal = scanner.literal();
        if (literal.kind() == ODataLiteral.Kind.NULL) {
            if (!operator.startsWith("IS")) {
                throw scanner.invalid();
            }
            return new Condition(column.sql() + " " + operator + " NULL", List.of());
        }
        Object value = column.value(literal).orElseThrow(scanner::invalid);
        return new Condition("COALESCE(" + column.sql() + " " + operator + " ?, FALSE)", List.of(value));
    }
}
