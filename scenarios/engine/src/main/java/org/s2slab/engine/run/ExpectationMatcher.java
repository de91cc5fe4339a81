package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.ExpectedText;

/**
 * Compares an expected JSON value with a found value. An expected object must be a part of the found object. An
 * expected list must have the same length and order. {@code /pattern/} is a regular expression. {@code {$count: n}}
 * checks the size of a list, and {@code {$contains: [...]}} checks items anywhere in a list. {@code {$absent: true}}
 * requires that there is no value.
 */
final class ExpectationMatcher {
    private final List<String> differences = new ArrayList<>();

    private ExpectationMatcher() {}

    /** One sentence for each difference; empty if the found value matches. */
    static List<String> differences(String place, @Nullable Object expected, @Nullable Object found) {
        ExpectationMatcher matching = new ExpectationMatcher();
        matching.compare(place, expected, found);
        return matching.differences;
    }

    /** Whether a text contains the expected words, or matches the expected {@code /pattern/}. */
    static boolean holds(String expected, @Nullable String found) {
        return ExpectedText.of(expected).isIn(found);
    }

    private void compare(String place, @Nullable Object expected, @Nullable Object found) {
        if (expected instanceof JsonObject object && isQuestion(object)) {
            answer(place, object, found);
        } else if (expected instanceof JsonObject object) {
            compareObject(place, object, found);
        } else if (expected instanceof JsonArray array) {
            compareList(place, array, found);
        } else if (!sameScalar(expected, found)) {
            differences.add(place + ": expected " + show(expected) + ", found " + show(found));
        }
    }

    private static boolean isQuestion(JsonObject expected) {
        return expected.fieldNames().stream().anyMatch(name -> name.startsWith("$"));
    }

    private void answer(String place, JsonObject question, @Nullable Object found) {
        JsonArray items =
                found instanceof JsonArray array ? array : found == null ? new JsonArray() : JsonArray.of(found);
        for (Map.Entry<String, Object> entry : question) {
            switch (entry.getKey()) {
                case "$count" -> compare(place + " (count)", entry.getValue(), (long) items.size());
                case "$absent" -> {
                    if (found != null) {
                        differences.add(place + ": expected nothing, found " + show(found));
                    }
                }
                case "$contains" -> contains(place, entry.getValue(), items);
                default ->
                    differences.add(place + ": unknown question '" + entry.getKey()
                            + "'; known are $count, $contains, $absent");
            }
        }
    }

    private void contains(String place, Object expected, JsonArray items) {
        for (Object one : expected instanceof JsonArray array ? array : JsonArray.of(expected)) {
            if (items.stream().noneMatch(item -> differences(place, one, item).isEmpty())) {
                differences.add(place + ": expected " + show(one) + " among " + show(items));
            }
        }
    }

    private void compareObject(String place, JsonObject expected, @Nullable Object found) {
        if (!(found instanceof JsonObject object)) {
            differences.add(place + ": expected " + show(expected) + ", found " + show(found));
            return;
        }
        for (Map.Entry<String, Object> entry : expected) {
            member(place + "." + entry.getKey(), entry.getValue(), object, entry.getKey());
        }
    }

    /** Compares a member. A missing member differs from a member whose value is null. */
    private void member(String place, @Nullable Object expected, JsonObject found, String name) {
        boolean isThere = found.containsKey(name);
        Object value = found.getValue(name);
        if (expected == null && !isThere) {
            differences.add(place + ": expected null, found no such property; {$absent: true} expects that");
        } else if (isThere
                && value == null
                && expected instanceof JsonObject question
                && question.containsKey("$absent")) {
            differences.add(place + ": expected no such property, found null");
        } else {
            compare(place, expected, value);
        }
    }

    private void compareList(String place, JsonArray expected, @Nullable Object found) {
        if (!(found instanceof JsonArray array) || array.size() != expected.size()) {
            differences.add(place + ": expected " + show(expected) + ", found " + show(found));
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            compare(place + "[" + i + "]", expected.getValue(i), array.getValue(i));
        }
    }

    private static boolean sameScalar(@Nullable Object expected, @Nullable Object found) {
        if (expected == null || found == null) {
            return expected == found;
        }
        if (expected instanceof Number one && found instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
        }
        if (!(expected instanceof String text)) {
            return expected.equals(found);
        }
        Pattern pattern = ExpectedText.of(text).pattern();
        return pattern == null
                ? text.equals(found)
                : !(found instanceof JsonObject)
                        && pattern.matcher(found.toString()).find();
    }

    private static String show(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        return value instanceof JsonObject || value instanceof JsonArray ? value.toString() : "'" + value + "'";
    }
}
