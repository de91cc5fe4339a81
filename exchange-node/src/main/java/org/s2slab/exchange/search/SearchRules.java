package org.s2slab.exchange.search;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.Searchability;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;

/** Checks by the property table which restrictions and sort orders a property supports. */
final class SearchRules {
    private SearchRules() {}

    /**
     * Requires that a search expression supports a property.
     *
     * @param expression the element name of the expression, for instance {@code Exists}
     * @throws EwsError if the expression does not support the property
     */
    static void requireSearchable(PropertyPath path, String expression) {
        if (path.isExtended()) {
            return;
        }
        Searchability search = searchability(path);
        ResponseCode.ErrorUnsupportedPathForQuery.throwIf(search == Searchability.NO
                || (search == Searchability.CONTAINS
                        && !List.of("Contains", "IsEqualTo").contains(expression)));
        ResponseCode.ErrorInvalidPropertyForExists.throwIf(
                search == Searchability.NO_EXISTS && expression.equals("Exists"));
        List<ValueType> texts =
                List.of(ValueType.TEXT, ValueType.TEXTS, ValueType.BODY, ValueType.STRUCTURE, ValueType.BINARY);
        ResponseCode.ErrorContainsFilterWrongType.throwIf(expression.equals("Contains") && !texts.contains(type(path)));
    }

    /** @throws EwsError if the property supports neither sorting nor grouping */
    static void requireSortable(PropertyPath path) {
        ResponseCode.ErrorUnsupportedPathForSortGroup.throwIf(!path.isExtended()
                && path.definitions().stream()
                        .noneMatch(property -> property.search().sortable()));
    }

    /** Whether restrictions on this property find no items, as in the product. */
    static boolean isMetByNone(PropertyPath path) {
        return !path.isExtended() && searchability(path) == Searchability.NONE;
    }

    /**
     * Normalizes a constant for the comparison with values of a property.
     *
     * @throws EwsError if the constant does not have the type of the property
     */
    static String constant(PropertyPath path, String text) {
        Optional<PropertyDefinition> property = path.definitions().stream().findFirst();
        if (property.isEmpty() || path.isExtended()) {
            return text;
        }
        String value = text.strip();
        try {
            return switch (property.get().form().type()) {
                case WHOLE, DECIMAL, PERCENT ->
                    PropertyValueCodec.decimal(value).toPlainString();
                case TIME -> PropertyValueCodec.time(value).toString();
                case TRUTH ->
                    PropertyComparator.truth(value)
                            .map(truth -> Boolean.toString(truth))
                            .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidValueForProperty));
                case CHOICE -> choice(property.get(), value);
                default -> text;
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new EwsError(ResponseCode.ErrorInvalidValueForProperty);
        }
    }

    private static String choice(PropertyDefinition property, String name) {
        ResponseCode.ErrorInvalidValueForProperty.throwIf(
                !property.form().choices().containsKey(name));
        return MapiValueConverter.number(property, name);
    }

    /** The searchability of a property; {@code NO} for a property that is not in the table. */
    private static Searchability searchability(PropertyPath path) {
        return path.definitions().stream()
                .map(property -> property.search().comparison())
                .filter(search -> search != Searchability.NO)
                .findFirst()
                .orElse(Searchability.NO);
    }

    private static ValueType type(PropertyPath path) {
        return path.definitions().get(0).form().type();
    }
}
