package org.s2slab.sharepoint.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.sharepoint.sites.ListKind;

/**
 * Parses {@code $filter} (the part of OData 3.0, URL conventions 10.2.3.1, that lists support): comparisons of a column
 * with a constant, {@code startswith} and {@code substringof}, joined by {@code and}, {@code or} and {@code not}.
 */
final class ODataFilter {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TEXT = Pattern.compile("(datetime|guid)?'([^']*+(?:''[^']*+)*+)'");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?![A-Za-z0-9.])");

    private static final Map<String, String> OPERATORS =
            Map.of("eq", "IS", "ne", "IS NOT", "gt", ">", "ge", ">=", "lt", "<", "le", "<=");

    /** Maximum depth of a filter: enough for any client, and safe for the stack. */
    private static final int DEPTH = 32;

    /** An SQL condition on a row of {@code list_items}, and its parameters. */
    record Condition(String sql, List<Object> values) {
        static final Condition ALL = new Condition("1", List.of());

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

    private final ListKind kind;
    private final String text;
    private int at;
    private int depth;

    private ODataFilter(ListKind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** Parses a filter on the items of a list. Throws SharePoint's error for an unsupported filter. */
    static Condition of(ListKind kind, Optional<String> text) {
        return text.map(given -> new ODataFilter(kind, given).whole()).orElse(Condition.ALL);
    }

    private Condition whole() {
        Condition condition = either();
        blanks();
        if (at < text.length()) {
            throw invalid();
        }
        return condition;
    }

    private Condition either() {
        Condition condition = both();
        while (keyword("or")) {
            condition = condition.or(both());
        }
        return condition;
    }

    private Condition both() {
        Condition condition = part();
        while (keyword("and")) {
            condition = condition.and(part());
        }
        return condition;
    }

    private Condition part() {
        if (++depth > DEPTH) {
            throw invalid();
        }
        Condition part;
        if (keyword("not")) {
            Condition inner = part();
            part = new Condition("NOT " + inner.sql(), inner.values());
        } else if (symbol('(')) {
            part = either();
            expect(')');
        } else {
            part = single();
        }
        depth--;
        return new Condition("(" + part.sql() + ")", part.values());
    }

    private Condition single() {
        String name = word();
        if (!symbol('(')) {
            return comparison(column(name));
        }
        boolean starts = name.equals("startswith");
        if (!starts && !name.equals("substringof")) {
            throw RestError.query("The function '" + name + "' is not supported in $filter; known are startswith and"
                    + " substringof.");
        }
        ItemColumn column = starts ? column(word()) : null;
        if (starts) {
            expect(',');
        }
        ODataLiteral wanted = literal();
        if (column == null) {
            expect(',');
            column = column(word());
        }
        expect(')');
        return truth(contains(column, wanted, starts));
    }

    private Condition contains(ItemColumn column, ODataLiteral wanted, boolean starts) {
        if (column.type() != ItemColumn.Type.TEXT || wanted.kind() != ODataLiteral.Kind.TEXT) {
            throw invalid();
        }
        Object part = column.value(wanted).orElseThrow(this::invalid);
        return starts
                ? new Condition("IFNULL(SUBSTR(" + column.sql() + ", 1, LENGTH(?)) = ?, 0)", List.of(part, part))
                : new Condition("IFNULL(INSTR(" + column.sql() + ", ?) > 0, 0)", List.of(part));
    }

    /** Parses the comparison of a function with true or false, which is optional. */
    private Condition truth(Condition condition) {
        if (!keyword("eq")) {
            return condition;
        }
        ODataLiteral wanted = literal();
        if (wanted.kind() != ODataLiteral.Kind.TRUTH) {
            throw invalid();
        }
        return wanted.text().equals("true")
                ? condition
                : new Condition("NOT (" + condition.sql() + ")", condition.values());
    }

    private Condition comparison(ItemColumn column) {
        String operator = OPERATORS.get(word());
        if (operator == null) {
            throw invalid();
        }
        ODataLiteral literal = literal();
        if (literal.kind() == ODataLiteral.Kind.NULL) {
            if (!operator.startsWith("IS")) {
                throw invalid();
            }
            return new Condition(column.sql() + " " + operator + " NULL", List.of());
        }
        Object value = column.value(literal).orElseThrow(this::invalid);
        return new Condition("IFNULL(" + column.sql() + " " + operator + " ?, 0)", List.of(value));
    }

    private ItemColumn column(String name) {
        return ItemColumn.of(kind, name)
                .orElseThrow(() -> RestError.query(
                        kind.columns.containsKey(name)
                                ? "The field '" + name + "' of type Collection cannot be used in the query filter"
                                        + " expression."
                                : "The field or property '" + name + "' does not exist."));
    }

    private ODataLiteral literal() {
        blanks();
        Matcher quoted = TEXT.matcher(text).region(at, text.length());
        if (quoted.lookingAt()) {
            at = quoted.end();
            ODataLiteral.Kind kind = quoted.group(1) == null
                    ? ODataLiteral.Kind.TEXT
                    : quoted.group(1).equals("guid") ? ODataLiteral.Kind.GUID : ODataLiteral.Kind.TIME;
            return new ODataLiteral(kind, quoted.group(2).replace("''", "'"));
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return new ODataLiteral(ODataLiteral.Kind.NUMBER, number.group());
        }
        String word = word();
        return switch (word) {
            case "true", "false" -> new ODataLiteral(ODataLiteral.Kind.TRUTH, word);
            case "null" -> new ODataLiteral(ODataLiteral.Kind.NULL, word);
            default -> throw invalid();
        };
    }

    private String word() {
        blanks();
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw invalid();
        }
        at = word.end();
        return word.group();
    }

    private boolean keyword(String wanted) {
        blanks();
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt() || !word.group().equals(wanted)) {
            return false;
        }
        at = word.end();
        return true;
    }

    private boolean symbol(char wanted) {
        blanks();
        if (at >= text.length() || text.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!symbol(wanted)) {
            throw invalid();
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private RestError invalid() {
        return RestError.query("The expression \"" + text + "\" is not valid.");
    }
}
