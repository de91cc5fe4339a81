package org.s2slab.exchange.search;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.property.MapiValue;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.exchange.property.Searchability;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;

/** What restrictions and orders may ask of a property, from the property table. */
final class SearchRules {
    private SearchRules() {}

    /**
     * Requires that an expression may ask something of a property.
     *
     * @param expression its element, {@code Exists}
     * @throws EwsError where it may not
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

    /** @throws EwsError where nothing can be sorted or grouped by a property */
    static void requireSortable(PropertyPath path) {
        ResponseCode.ErrorUnsupportedPathForSortGroup.throwIf(
                !path.isExtended() && path.definitions().stream().noneMatch(PropertyDefinition::sortable));
    }

    /** Whether no item meets what a restriction asks of a property, as in the product. */
    static boolean isMetByNone(PropertyPath path) {
        return !path.isExtended() && searchability(path) == Searchability.NONE;
    }

    /**
     * A constant as it compares with the values of a property.
     *
     * @throws EwsError where it is no value of the property's type
     */
    static String constant(PropertyPath path, String text) {
        Optional<PropertyDefinition> property = path.definitions().stream().findFirst();
        if (property.isEmpty() || path.isExtended()) {
            return text;
        }
        String value = text.strip();
        try {
            return switch (property.get().type()) {
                case WHOLE, DECIMAL, PERCENT -> PropertyValue.decimal(value).toPlainString();
                case TIME -> PropertyValue.time(value).toString();
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
        ResponseCode.ErrorInvalidValueForProperty.throwIf(!property.choices().containsKey(name));
        return MapiValue.number(property, name);
    }

    /** Nothing can be asked of what the table does not have. */
    private static Searchability searchability(PropertyPath path) {
        return path.definitions().stream()
                .map(PropertyDefinition::search)
                .filter(search -> search != Searchability.NO)
                .findFirst()
                .orElse(Searchability.NO);
    }

    private static ValueType type(PropertyPath path) {
        return path.definitions().get(0).type();
    }
}
