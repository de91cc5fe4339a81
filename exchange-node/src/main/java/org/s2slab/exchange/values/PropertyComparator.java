package org.s2slab.exchange.values;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.ValueType;

/** Compares property values: as times, numbers or booleans if both have this type, otherwise as texts without case. */
public final class PropertyComparator {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private PropertyComparator() {}

    /** The values in a comparable form: values of an enumeration become their numbers. */
    static List<String> comparable(PropertyDefinition property, List<String> values) {
        return property.form().type() == ValueType.CHOICE
                ? values.stream()
                        .map(name -> MapiValueConverter.number(property, name))
                        .toList()
                : values;
    }

    /** The integer in a text; empty if the text is not an integer. */
    public static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The boolean in a text, also for 0 and 1; empty if the text is not a boolean. */
    public static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whether a value is compared as text, because it is not an integer, a boolean or a time. */
    public static boolean isPlainText(String text) {
        return number(text).isEmpty() && truth(text).isEmpty() && time(text).isEmpty();
    }

    /** Compares two values as {@link Comparable} does. */
    public static int compare(String one, String other) {
        Optional<Long> number = number(one);
        Optional<Long> otherNumber = number(other);
        if (number.isPresent() && otherNumber.isPresent()) {
            return Long.compare(number.get(), otherNumber.get());
        }
        if (DECIMAL.matcher(one).matches() && DECIMAL.matcher(other).matches()) {
            return new BigDecimal(one).compareTo(new BigDecimal(other));
        }
        Optional<Instant> time = time(one);
        Optional<Instant> otherTime = time(other);
        if (time.isPresent() && otherTime.isPresent()) {
            return time.get().compareTo(otherTime.get());
        }
        return truth(one, other).compareToIgnoreCase(truth(other, one));
    }

    /** Converts 0 and 1, the other XML form of a boolean, if the other value is a boolean. */
    private static String truth(String value, String other) {
        if (!other.equalsIgnoreCase("true") && !other.equalsIgnoreCase("false")) {
            return value;
        }
        return switch (value) {
            case "0" -> "false";
            case "1" -> "true";
            default -> value;
        };
    }

    /** The time in a text; empty if the text is not a time or has no time zone. */
    public static Optional<Instant> time(String text) {
        if (text.indexOf('T') != 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
