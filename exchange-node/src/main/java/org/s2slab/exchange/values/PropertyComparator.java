package org.s2slab.exchange.values;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.property.MapiValue;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.ValueType;

/** How property values compare: as times, numbers or truth values where both are such, else as text without case. */
public final class PropertyComparator {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private PropertyComparator() {}

    /** Values as they compare: an enumeration's by the order of its numbers. */
    static List<String> comparable(PropertyDefinition property, List<String> values) {
        return property.type() == ValueType.CHOICE
                ? values.stream().map(name -> MapiValue.number(property, name)).toList()
                : values;
    }

    /** The whole number that a value is; empty where it is none. */
    public static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The truth value that a value is, 0 and 1 included; empty where it is none. */
    public static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whether a value is compared as text, because it is not a number, a truth value or a time. */
    public static boolean isPlainText(String text) {
        return number(text).isEmpty() && truth(text).isEmpty() && time(text).isEmpty();
    }

    /** Negative, zero or positive, as of {@link Comparable}. */
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

    /** XML also writes truth values as 0 and 1. */
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

    /** The moment that a value is; empty where it is none, or does not say its zone. */
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
