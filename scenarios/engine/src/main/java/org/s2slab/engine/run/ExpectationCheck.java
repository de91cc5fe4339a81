package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.StepKind;

/** Compares the output of a step with the step's {@code expect}. An empty {@code expect} requires success. */
final class ExpectationCheck {
    private final JsonObject expected;
    private final StepOutput found;
    private final List<String> problems = new ArrayList<>();

    private ExpectationCheck(JsonObject expected, StepOutput found) {
        this.expected = expected;
        this.found = found;
    }

    /** One sentence for each difference. */
    static List<String> problems(StepKind kind, JsonObject expected, StepOutput found) {
        ExpectationCheck check = new ExpectationCheck(expected, found);
        if (found.status() != 0) {
            check.status(kind);
            check.parts();
        }
        return check.problems;
    }

    private void status(StepKind kind) {
        Integer status = expected.getInteger("status", kind == StepKind.PRESENT ? Integer.valueOf(401) : null);
        if (status != null) {
            if (found.status() != status) {
                problems.add("status: expected " + status + ", found " + found.reason());
            }
            return;
        }
        boolean refusalExpected = expected.containsKey("error");
        if (refusalExpected && found.succeeded()) {
            problems.add("expected a refusal, found success: " + found.body());
        } else if (!refusalExpected && !found.succeeded()) {
            problems.add("expected success, found " + found.reason());
        }
    }

    private void parts() {
        if (expected.containsKey("error")) {
            error(expected.getValue("error"));
        }
        if (expected.getValue("headers") instanceof JsonObject headers) {
            headers.forEach(this::header);
        }
        if (expected.containsKey("body")) {
            body(expected.getValue("body"));
        }
        if (expected.getValue("xml") instanceof JsonObject paths) {
            xml(paths);
        }
        if (expected.containsKey("output")) {
            Object output = expected.getValue("output");
            JsonArray objects = found.output();
            boolean single =
                    output instanceof JsonObject one && !one.containsKey("$count") && !one.containsKey("$contains");
            problems.addAll(ExpectationMatcher.differences("output", single ? JsonArray.of(output) : output, objects));
        }
        if (expected.containsKey("warnings")) {
            warnings(expected.getValue("warnings"));
        }
    }

    private void error(@Nullable Object expected) {
        JsonObject error = found.error();
        String code = error.getString("code");
        String message = error.getString("message");
        if (!(expected instanceof JsonObject parts)) {
            String words = String.valueOf(expected);
            if (!words.equals(code) && !ExpectationMatcher.holds(words, message)) {
                problems.add("error: expected '" + words + "', found " + found.reason());
            }
            return;
        }
        if (parts.containsKey("code") && !parts.getString("code").equals(code)) {
            problems.add("error.code: expected " + parts.getString("code") + ", found " + found.reason());
        }
        if (parts.containsKey("message") && !ExpectationMatcher.holds(parts.getString("message"), message)) {
            problems.add("error.message: expected '" + parts.getString("message") + "', found " + found.reason());
        }
        if (parts.containsKey("rule") && !parts.getString("rule").equals(error.getString("rule"))) {
            problems.add("error.rule: expected " + parts.getString("rule") + ", found " + error.getString("rule"));
        }
    }

    private void header(Map.Entry<String, Object> expected) {
        String value = String.join(", ", found.headers().getAll(expected.getKey()));
        if (!ExpectationMatcher.holds(String.valueOf(expected.getValue()), value)) {
            problems.add(
                    "header " + expected.getKey() + ": expected '" + expected.getValue() + "', found '" + value + "'");
        }
    }

    private void body(@Nullable Object expected) {
        if (expected instanceof String words && found.json() == null) {
            if (!ExpectationMatcher.holds(words, found.body())) {
                problems.add("body: expected '" + words + "', found '" + found.body() + "'");
            }
            return;
        }
        problems.addAll(ExpectationMatcher.differences("body", expected, found.json()));
    }

    private void xml(JsonObject paths) {
        XmlPath document;
        try {
            document = XmlPath.of(found.body());
        } catch (IllegalArgumentException e) {
            problems.add("xml: " + e.getMessage());
            return;
        }
        paths.forEach(expected -> xml(expected.getKey(), expected.getValue(), document.texts(expected.getKey())));
    }

    /**
     * Compares an expected value with the matches of the path: a list or an operator with all matches, a text with the
     * first match. Without a match, a text is compared with null.
     */
    private void xml(String path, @Nullable Object expected, List<String> texts) {
        if (texts.isEmpty() && expected == null) {
            problems.add(path + ": expected null, found no such element; {$absent: true} expects that");
            return;
        }
        boolean isForAll = expected instanceof JsonArray
                || (expected instanceof JsonObject && !(texts.isEmpty() && isAbsence(expected)));
        Object found = isForAll ? new JsonArray(texts) : texts.isEmpty() ? null : texts.get(0);
        Object compared = expected == null || expected instanceof JsonArray || expected instanceof JsonObject
                ? expected
                : expected.toString();
        problems.addAll(ExpectationMatcher.differences(path, compared, found));
    }

    private static boolean isAbsence(Object expected) {
        return expected instanceof JsonObject question && question.containsKey("$absent");
    }

    private void warnings(@Nullable Object expected) {
        JsonArray words = expected instanceof JsonArray array ? array : JsonArray.of(expected);
        JsonArray warnings = found.warnings();
        for (int i = 0; i < words.size(); i++) {
            String warning = i < warnings.size() ? warnings.getString(i) : null;
            if (!ExpectationMatcher.holds(String.valueOf(words.getValue(i)), warning)) {
                problems.add("warning " + (i + 1) + ": expected '" + words.getValue(i) + "', found "
                        + (warning == null ? "none" : "'" + warning + "'"));
            }
        }
        if (warnings.size() > words.size()) {
            problems.add("warnings: expected " + words.size() + ", found " + warnings);
        }
    }
}
