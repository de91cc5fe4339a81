package org.s2slab.exchange.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.xml.XmlElement;

/**
 * A search condition. An item without a property does not meet a comparison with this property.
 *
 * @param sql an SQL condition on the item row {@code i}; all items that meet the restriction meet it
 * @param exact whether only those items meet the SQL condition
 * @param condition the condition as a check of one item
 * @param rest the part of the condition that the SQL condition does not check
 */
public record Restriction(
        Statement sql, boolean exact, Predicate<ObjectProperties> condition, Predicate<ObjectProperties> rest) {
    /**
     * The maximum number of search expressions in a restriction, including nested expressions, as in Exchange
     * (https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode).
     */
    private static final int MOST_EXPRESSIONS = 255;

    /** @param exact whether the database checks the whole condition */
    public Restriction(Statement sql, boolean exact, Predicate<ObjectProperties> condition) {
        this(sql, exact, condition, exact ? item -> true : condition);
    }

    /** A restriction that all items meet. */
    public static final Restriction NONE = new Restriction(new Statement("TRUE", List.of()), true, item -> true);

    /** Refuses the check of one item, because only the database can read attachment names. */
    private static boolean unseen(ObjectProperties item) {
        throw new EwsError(
                ResponseCode.ErrorUnsupportedPathForQuery,
                "item:Attachments cannot be joined by Or with a property that the server compares item by item.");
    }

    /**
     * Reads the {@code Restriction} of a request; without this element, returns {@link #NONE}.
     *
     * @throws EwsError for a property that is not searchable, ErrorRestrictionTooLong for more than 255 expressions
     */
    public static Restriction of(Optional<XmlElement> restriction) {
        return restriction.map(found -> limited(found.children().get(0))).orElse(NONE);
    }

    /**
     * Reads a {@code QueryString}, which uses the same full-text index as eDiscovery.
     *
     * @throws EwsError for a query with a syntax error
     */
    public static Restriction ofWords(QueryReader queries, String query) {
        try {
            return new Restriction(SearchIndex.condition(queries.aqs(query)), true, item -> true);
        } catch (QuerySyntaxException e) {
            throw new EwsError(ResponseCode.ErrorUnsupportedQueryFilter, e.detail());
        }
    }

    /** Converts a {@code Restriction} to a check of contacts, which gets property values by element name. */
    public static Predicate<Function<String, Optional<String>>> ofContacts(Optional<XmlElement> restriction) {
        Restriction requested = of(restriction);
        return values -> requested.matches(new ObjectProperties(
                ItemKind.CONTACT.element(),
                uri -> values.apply(uri.substring(uri.indexOf(':') + 1))
                        .map(value -> ItemProperty.hidden(uri, value))
                        .orElse(null)));
    }

    private static Restriction limited(XmlElement expression) {
        long expressions = expression
                .tree()
                .filter(element ->
                        !PropertyPath.isPath(element) && !element.name().contains("Constant"))
                .limit(MOST_EXPRESSIONS + 1)
                .count();
        ResponseCode.ErrorRestrictionTooLong.throwIf(expressions > MOST_EXPRESSIONS);
        return expression(expression);
    }

    /** A restriction that only a check of each item can decide. */
    public static Restriction of(Predicate<ObjectProperties> condition) {
        return new Restriction(NONE.sql, false, condition);
    }

    private static Restriction of(Optional<Statement> sql, Predicate<ObjectProperties> condition) {
        return sql.map(known -> new Restriction(known, true, condition)).orElseGet(() -> of(condition));
    }

    /** Whether an item meets the whole condition. */
    public boolean matches(ObjectProperties item) {
        return condition.test(item);
    }

    /** The restriction that combines this and another one by AND. */
    public Restriction and(Restriction other) {
        return new Restriction(
                joined(" AND ", sql, other.sql),
                exact && other.exact,
                condition.and(other.condition),
                rest.and(other.rest));
    }

    private Restriction or(Restriction other) {
        return new Restriction(joined(" OR ", sql, other.sql), exact && other.exact, condition.or(other.condition));
    }

    private Restriction not() {
        Predicate<ObjectProperties> other = condition.negate();
        return exact ? new Restriction(new Statement("NOT (" + sql.sql() + ")", sql.values()), true, other) : of(other);
    }

    private static Statement joined(String operator, Statement one, Statement other) {
        return new Statement("(" + one.sql(), one.values())
                .with(operator, other)
                .with(")");
    }

    private static Restriction expression(XmlElement element) {
        Stream<Restriction> parts = element.children().stream().map(Restriction::expression);
        return switch (element.name()) {
            case "And" -> parts.reduce(Restriction::and).orElse(NONE);
            case "Or" -> parts.reduce(Restriction::or).orElse(NONE.not());
            case "Not" -> expression(element.children().get(0)).not();
            case "Exists" -> exists(path(element));
            case "Contains" -> contains(element);
            case "IsEqualTo" -> comparison(element, "=", order -> order == 0);
            case "IsNotEqualTo" -> comparison(element, "<>", order -> order != 0);
            case "IsGreaterThan" -> comparison(element, ">", order -> order > 0);
            case "IsGreaterThanOrEqualTo" -> comparison(element, ">=", order -> order >= 0);
            case "IsLessThan" -> comparison(element, "<", order -> order < 0);
            case "IsLessThanOrEqualTo" -> comparison(element, "<=", order -> order <= 0);
            default ->
                throw new EwsError(
                        ResponseCode.ErrorInvalidOperation,
                        "The restriction '" + element.name() + "' is not supported.");
        };
    }

    /** The property of an expression, after a check that the expression supports this property. */
    private static PropertyPath path(XmlElement expression) {
        PropertyPath path =
                PropertyPath.in(expression).orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForQuery));
        SearchRules.requireSearchable(path, expression.name());
        return path;
    }

    private static Restriction exists(PropertyPath path) {
        return of(
                SearchColumn.of(path).map(SearchColumn::exists),
                item -> !item.comparable(path).isEmpty());
    }

    private static Restriction comparison(XmlElement element, String operator, IntPredicate requested) {
        PropertyPath left = path(element);
        XmlElement right = element.child("FieldURIOrConstant")
                .flatMap(operand -> operand.children().stream().findFirst())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForQuery));
        if (SearchRules.isMetByNone(left)) {
            return NONE.not();
        }
        if (!PropertyPath.isPath(right)) {
            String constant = SearchRules.constant(left, right.attribute("Value", ""));
            return comparison(left, operator, constant, requested);
        }
        PropertyPath other = PropertyPath.read(right);
        return of(item -> compares(item.comparable(left), item.comparable(other), requested));
    }

    /** @param operator the SQL operator with the same meaning as {@code requested} */
    static Restriction comparison(PropertyPath left, String operator, String constant, IntPredicate requested) {
        return of(
                SearchColumn.of(left).flatMap(column -> column.compared(operator, constant)),
                item -> compares(item.comparable(left), List.of(constant), requested));
    }

    /** Compares two lists. One matching value is enough, but for an unequal comparison all must differ. */
    private static boolean compares(List<String> left, List<String> right, IntPredicate requested) {
        boolean unequal = !requested.test(0) && requested.test(1) && requested.test(-1);
        Predicate<String> meets =
                value -> right.stream().anyMatch(other -> requested.test(PropertyComparator.compare(value, other)));
        return !left.isEmpty()
                && !right.isEmpty()
                && (unequal ? left.stream().allMatch(meets) : left.stream().anyMatch(meets));
    }

    private static Restriction contains(XmlElement element) {
        PropertyPath path = path(element);
        String comparison = element.attribute("ContainmentComparison", "Exact");
        String mode = element.attribute("ContainmentMode", "FullString");
        String constant = element.child("Constant")
                .flatMap(found -> found.attribute("Value"))
                .orElse("");
        boolean ignoring = !comparison.equals("Exact");
        if (path.uri().equals("item:Attachments")) {
            Statement named = SearchColumn.holds("a.name", constant, mode, ignoring);
            Statement attached = new Statement(
                    "EXISTS (SELECT 1 FROM attachments a WHERE a.item = i.number AND a.occurrence IS NULL AND "
                            + named.sql() + ")",
                    named.values());
            return new Restriction(attached, true, Restriction::unseen);
        }
        String requested = folded(constant, comparison);
        if (SearchRules.isMetByNone(path)) {
            return NONE.not();
        }
        boolean plain = !ignoring || comparison.equals("IgnoreCase");
        return of(
                SearchColumn.of(path)
                        .filter(column -> plain)
                        .flatMap(column -> column.contains(constant, mode, ignoring)),
                item -> item.comparable(path).stream()
                        .anyMatch(value -> holds(folded(value, comparison), requested, mode)));
    }

    private static boolean holds(String value, String requested, String mode) {
        return switch (mode) {
            case "Prefixed" -> value.startsWith(requested);
            case "PrefixOnWords" -> (" " + value).contains(" " + requested);
            case "ExactPhrase" -> (" " + value + " ").contains(" " + requested + " ");
            case "Substring" -> value.contains(requested);
            default -> value.equals(requested);
        };
    }

    /** Normalizes a text for a comparison: removes accents and case if the comparison ignores them. */
    private static String folded(String text, String comparison) {
        String folded = text;
        if (comparison.contains("NonSpac") || comparison.startsWith("Loose")) {
            folded = Normalizer.normalize(folded, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
        }
        boolean cased = comparison.equals("Exact") || comparison.equals("IgnoreNonSpacingCharacters");
        return cased ? folded : folded.toLowerCase(Locale.ROOT);
    }
}
