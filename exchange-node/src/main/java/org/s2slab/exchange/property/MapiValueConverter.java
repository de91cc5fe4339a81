package org.s2slab.exchange.property;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** Converts EWS values to MAPI values and back. The texts differ if the types differ. */
public final class MapiValueConverter {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private MapiValueConverter() {}

    /** Converts the values of an element to MAPI values. */
    public static List<String> of(PropertyDefinition property, List<String> values) {
        return values.stream()
                .map(value -> switch (property.form().type()) {
                    case CHOICE -> number(property, value);
                    case PERCENT ->
                        PropertyValueCodec.decimal(value).divide(HUNDRED).toPlainString();
                    case TRUTH -> property.isNegated() ? negated(value) : value;
                    default -> value;
                })
                .toList();
    }

    /** The number of an enumeration name; the text itself if it is unknown or has no number. */
    public static String number(PropertyDefinition property, String name) {
        int number = property.form()
                .choices()
                .getOrDefault(name, property.form().choices().getOrDefault("*", PropertyDefinition.NO_NUMBER));
        return number == PropertyDefinition.NO_NUMBER ? name : Integer.toString(number);
    }

    /**
     * Converts MAPI values to the values of an element.
     *
     * @param type the MAPI type of the values
     * @throws EwsError for values of another type, or without a meaning for the property
     */
    public static List<String> read(PropertyDefinition property, String type, List<String> values) {
        check(type, values);
        return values.stream()
                .map(value -> switch (property.form().type()) {
                    case CHOICE -> name(property, value);
                    case PERCENT ->
                        PropertyValueCodec.decimal(value)
                                .multiply(HUNDRED)
                                .stripTrailingZeros()
                                .toPlainString();
                    case TRUTH -> property.isNegated() ? negated(truth(value)) : truth(value);
                    default -> value;
                })
                .toList();
    }

    /**
     * Requires that values have a MAPI type.
     *
     * @throws EwsError for a value that does not have this type
     */
    public static void check(String type, List<String> values) {
        boolean several = type.endsWith("Array");
        if (!several && values.size() != 1) {
            throw invalid(type, "" + values.size() + " values");
        }
        String one = several ? type.substring(0, type.length() - "Array".length()) : type;
        for (String value : values) {
            try {
                parse(one, value.strip());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw invalid(type, value);
            }
        }
    }

    private static void parse(String type, String value) {
        switch (type) {
            case "Boolean" -> {
                if (!List.of("true", "false", "0", "1").contains(value.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException(value);
                }
            }
            case "Short" -> Short.parseShort(value);
            case "Integer" -> Integer.parseInt(value);
            case "Long", "Currency" -> Long.parseLong(value);
            case "Double", "Float", "ApplicationTime" -> PropertyValueCodec.decimal(value);
            case "SystemTime" -> PropertyValueCodec.time(value);
            case "Binary" -> Base64.getMimeDecoder().decode(value);
            case "CLSID" -> UUID.fromString(value);
            default -> {}
        }
    }

    /** The enumeration name of a number; for a property without an element, any other number itself. */
    private static String name(PropertyDefinition property, String number) {
        return property.form().choices().entrySet().stream()
                .filter(choice -> choice.getValue().toString().equals(number.strip()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> property.isElement() ? Optional.empty() : Optional.of(number.strip()))
                .orElseThrow(() -> new EwsError(
                        ResponseCode.ErrorInvalidExtendedPropertyValue,
                        "'" + number + "' is no value of " + property.element() + ", which has these: "
                                + property.form().choices().entrySet().stream()
                                        .map(choice -> choice.getValue() + " (" + choice.getKey() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Converts a boolean to the spelling of responses. */
    public static String truth(String text) {
        return Boolean.toString(text.strip().equals("1") || text.strip().equalsIgnoreCase("true"));
    }

    private static String negated(String truth) {
        return Boolean.toString(!Boolean.parseBoolean(truth));
    }

    private static EwsError invalid(String type, String value) {
        return new EwsError(
                ResponseCode.ErrorInvalidExtendedPropertyValue, "'" + value + "' is no value of type " + type + ".");
    }
}
