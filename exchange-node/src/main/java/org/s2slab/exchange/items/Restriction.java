package org.s2slab.exchange.items;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.xml.XmlElement;

/** The condition that found items meet. A property that an item does not have meets no comparison. */
final class Restriction {
    private final Predicate<Shown> condition;

    private Restriction(Predicate<Shown> condition) {
        this.condition = condition;
    }

    /**
     * Reads the {@code Restriction} of a request; all items meet one that is absent.
     *
     * @throws EwsError for a property that cannot be searched by
     */
    static Restriction of(Optional<XmlElement> restriction) {
        return new Restriction(
                restriction.map(found -> expression(found.children().get(0))).orElse(item -> true));
    }

    boolean matches(Shown item) {
        return condition.test(item);
    }

    private static Predicate<Shown> expression(XmlElement element) {
        return switch (element.name()) {
            case "And" ->
                element.children().stream().map(Restriction::expression).reduce(item -> true, Predicate::and);
            case "Or" ->
                element.children().stream().map(Restriction::expression).reduce(item -> false, Predicate::or);
            case "Not" -> expression(element.children().get(0)).negate();
            case "Exists" -> exists(path(element));
            case "Contains" -> contains(element);
            case "IsEqualTo" -> comparison(element, order -> order == 0);
            case "IsNotEqualTo" -> comparison(element, order -> order != 0);
            case "IsGreaterThan" -> comparison(element, order -> order > 0);
            case "IsGreaterThanOrEqualTo" -> comparison(element, order -> order >= 0);
            case "IsLessThan" -> comparison(element, order -> order < 0);
            case "IsLessThanOrEqualTo" -> comparison(element, order -> order <= 0);
            default ->
                throw new EwsError(
                        ResponseCode.ErrorInvalidOperation,
                        "The restriction '" + element.name() + "' is not supported.");
        };
    }

    private static PropertyPath path(XmlElement expression) {
        PropertyPath path = expression.children().stream()
                .filter(PropertyPath::isPath)
                .findFirst()
                .map(PropertyPath::read)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForQuery));
        if (Values.isUnsearchable(path)) {
            throw new EwsError(ResponseCode.ErrorUnsupportedPathForQuery);
        }
        return path;
    }

    private static Predicate<Shown> exists(PropertyPath path) {
        return item -> item.value(path) != null;
    }

    private static Predicate<Shown> comparison(XmlElement element, IntPredicate wanted) {
        PropertyPath left = path(element);
        XmlElement right = element.child("FieldURIOrConstant")
                .flatMap(operand -> operand.children().stream().findFirst())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForQuery));
        if (!PropertyPath.isPath(right)) {
            String constant = right.attribute("Value").orElse("");
            return item -> compares(item.value(left), constant, wanted);
        }
        PropertyPath other = PropertyPath.read(right);
        return item -> compares(item.value(left), item.value(other), wanted);
    }

    private static boolean compares(@Nullable String left, @Nullable String right, IntPredicate wanted) {
        return left != null && right != null && wanted.test(Values.compare(left, right));
    }

    private static Predicate<Shown> contains(XmlElement element) {
        PropertyPath path = path(element);
        String comparison = element.attribute("ContainmentComparison").orElse("Exact");
        String mode = element.attribute("ContainmentMode").orElse("FullString");
        String wanted = folded(
                element.child("Constant")
                        .flatMap(found -> found.attribute("Value"))
                        .orElse(""),
                comparison);
        return item -> {
            String value = item.value(path);
            return value != null && holds(folded(value, comparison), wanted, mode);
        };
    }

    private static boolean holds(String value, String wanted, String mode) {
        return switch (mode) {
            case "Prefixed" -> value.startsWith(wanted);
            case "PrefixOnWords" -> (" " + value).contains(" " + wanted);
            case "ExactPhrase" -> (" " + value + " ").contains(" " + wanted + " ");
            case "Substring" -> value.contains(wanted);
            default -> value.equals(wanted);
        };
    }

    /** A text without the differences that a comparison passes over. */
    private static String folded(String text, String comparison) {
        String folded = text;
        if (comparison.contains("NonSpac") || comparison.startsWith("Loose")) {
            folded = Normalizer.normalize(folded, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
        }
        boolean cased = comparison.equals("Exact") || comparison.equals("IgnoreNonSpacingCharacters");
        return cased ? folded : folded.toLowerCase(Locale.ROOT);
    }
}
