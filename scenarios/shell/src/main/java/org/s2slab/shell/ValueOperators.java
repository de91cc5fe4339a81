package org.s2slab.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Evaluates the binary operators. Texts are compared without case, as in PowerShell. */
final class ValueOperators {
    private static final Map<String, BiFunction<@Nullable Object, @Nullable Object, Boolean>> TESTS = Map.of(
            "eq", ValueOperators::same,
            "ne", (left, right) -> !same(left, right),
            "gt", (left, right) -> order(left, right) > 0,
            "ge", (left, right) -> order(left, right) >= 0,
            "lt", (left, right) -> order(left, right) < 0,
            "le", (left, right) -> order(left, right) <= 0,
            "like", ValueOperators::like,
            "notlike", (left, right) -> !like(left, right),
            "match", ValueOperators::matches,
            "notmatch", (left, right) -> !matches(left, right));

    private static final Map<String, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> OTHERS = Map.of(
            "contains", ValueOperators::contains,
            "notcontains", (left, right) -> !contains(left, right),
            "in", (left, right) -> contains(right, left),
            "notin", (left, right) -> !contains(right, left),
            "replace", ValueOperators::replace,
            "join", ValueOperators::join,
            "split", ValueOperators::split,
            "+", ValueOperators::sum);

    private ValueOperators() {}

    static boolean isKnown(String operator) {
        return TESTS.containsKey(operator) || OTHERS.containsKey(operator);
    }

    /** The value of {@code left -operator right}. For a list on the left, a comparison returns the matching items. */
    static @Nullable Object apply(String operator, @Nullable Object left, @Nullable Object right) {
        var test = TESTS.get(operator);
        if (test == null) {
            return Objects.requireNonNull(OTHERS.get(operator), operator).apply(left, right);
        }
        if (left instanceof List<?> items) {
            return new ArrayList<@Nullable Object>(
                    items.stream().filter(item -> test.apply(item, right)).toList());
        }
        return test.apply(left, right);
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Boolean || (right instanceof Boolean && !(left instanceof String))) {
            return ValueConverter.isTrue(left) == ValueConverter.isTrue(right);
        }
        return order(left, right) == 0;
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        Double first = ValueConverter.number(left);
        Double second = ValueConverter.number(right);
        if (first != null && second != null && (left instanceof Number || right instanceof Number)) {
            return Double.compare(first, second);
        }
        return Comparator.<String>naturalOrder().compare(folded(left), folded(right));
    }

    private static String folded(@Nullable Object value) {
        return ValueConverter.text(value).toLowerCase(Locale.ROOT);
    }

    /** Compares with a pattern in which {@code *} stands for any characters and {@code ?} for one character. */
    static boolean like(@Nullable Object value, @Nullable Object wildcard) {
        StringBuilder pattern = new StringBuilder();
        for (char c : ValueConverter.text(wildcard).toCharArray()) {
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(ValueConverter.text(value))
                .matches();
    }

    private static boolean matches(@Nullable Object value, @Nullable Object expression) {
        return pattern(expression).matcher(ValueConverter.text(value)).find();
    }

    private static Pattern pattern(@Nullable Object expression) {
        try {
            return Pattern.compile(ValueConverter.text(expression), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw ShellException.failed(
                    "'" + ValueConverter.text(expression) + "' is no regular expression: " + e.getDescription());
        }
    }

    private static boolean contains(@Nullable Object left, @Nullable Object right) {
        return ValueConverter.items(left).stream().anyMatch(item -> same(item, right));
    }

    private static Object replace(@Nullable Object left, @Nullable Object right) {
        List<@Nullable Object> pair = ValueConverter.items(right);
        String with = pair.size() > 1 ? ValueConverter.text(pair.get(1)) : "";
        Pattern pattern = pattern(pair.isEmpty() ? "" : pair.get(0));
        return pattern.matcher(ValueConverter.text(left)).replaceAll(with);
    }

    private static Object join(@Nullable Object left, @Nullable Object right) {
        return String.join(
                ValueConverter.text(right),
                ValueConverter.items(left).stream().map(ValueConverter::text).toList());
    }

    private static Object split(@Nullable Object left, @Nullable Object right) {
        return new ArrayList<@Nullable Object>(Arrays.asList(pattern(right).split(ValueConverter.text(left), -1)));
    }

    private static @Nullable Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof List<?> items) {
            List<@Nullable Object> more = new ArrayList<>(items);
            more.addAll(ValueConverter.items(right));
            return more;
        }
        if (left == null) {
            return right;
        }
        Double first = left instanceof Number ? ValueConverter.number(left) : null;
        Double second = first == null ? null : ValueConverter.number(right);
        if (first != null && second != null) {
            double sum = first + second;
            return sum == Math.rint(sum) ? (Object) (long) sum : (Object) sum;
        }
        return ValueConverter.text(left) + ValueConverter.text(right);
    }
}
