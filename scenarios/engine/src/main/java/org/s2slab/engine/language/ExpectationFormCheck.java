package org.s2slab.engine.language;

import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Checks that a step of its kind can meet its {@code expect}, and can also fail it. */
record ExpectationFormCheck(ScriptProblems problems, String source, StepKind kind) {
    private static final Set<String> QUESTIONS = Set.of("$count", "$contains", "$absent");

    /** Adds every problem of an {@code expect} with valid keys. */
    void check(YamlNode expect) {
        if (kind.expectations().isEmpty()) {
            String step = kind == StepKind.LOOK ? "a step that does nothing" : "'" + kind.key() + "'";
            add(
                    expect,
                    "'expect' has no effect: " + step + " returns no result; use 'hops' or 'never', or move"
                            + " 'expect' to a step that returns a result");
            return;
        }
        if (expect.members().isEmpty()) {
            add(expect, "'expect' is empty; '" + kind.key() + "' returns: " + known());
        }
        expect.members().forEach((key, value) -> {
            if (kind.expectations().contains(key)) {
                part(key, value);
            } else if (ScenarioSchema.EXPECT.hasKey(key)) {
                add(value, "'" + key + "' is not a result of '" + kind.key() + "'; expected one of " + known());
            }
        });
    }

    private String known() {
        return String.join(", ", kind.expectations());
    }

    private void part(String key, YamlNode value) {
        switch (key) {
            case "headers" -> filled(key, value).forEach(this::text);
            case "warnings" -> texts(value.items() == null ? List.of(value) : value.items());
            case "error" -> texts(value.entries() == null ? List.of(value) : filled(key, value));
            case "xml" -> {
                filled(key, value);
                value.members().forEach(this::xml);
            }
            case "counters" ->
                filled(key, value).forEach(counters -> filled(key, counters).forEach(this::value));
            case "body", "output" -> answer(key, value);
            default -> {}
        }
    }

    private void answer(String key, YamlNode value) {
        if (value.plain() == null || "".equals(value.scalar())) {
            add(value, "'" + key + "' is empty and expects nothing; name what must be found, or leave it out");
        } else if (value.scalar() instanceof String) {
            text(value);
        } else {
            value(value);
        }
    }

    private Iterable<YamlNode> filled(String key, YamlNode mapping) {
        if (mapping.entries() != null && mapping.entries().isEmpty()) {
            add(mapping, "'" + key + "' is empty and expects nothing; name what must be found, or leave it out");
        }
        return mapping.members().values();
    }

    private void texts(Iterable<YamlNode> texts) {
        texts.forEach(this::text);
    }

    /** Checks an expected text. An empty text is a problem, because every text contains it. */
    private void text(YamlNode text) {
        String words = String.valueOf(text.scalar());
        // The schema checks that a text is present and not blank.
        if (text.scalar() != null
                && !words.isBlank()
                && compiles(text)
                && ExpectedText.of(words).fitsEverything()) {
            add(text, "'" + words + "' is found in every text and expects nothing; write words, or /./ for any text");
        }
    }

    private void xml(String path, YamlNode value) {
        if (value.plain() == null) {
            add(value, "'" + path + "' of an XML response is never null; write {$absent: true} if it must be missing");
        } else {
            value(value);
        }
    }

    private void value(YamlNode value) {
        if (value.items() != null) {
            value.items().forEach(this::value);
        } else if (value.entries() == null) {
            compiles(value);
        } else if (value.members().keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            value.members().forEach(this::question);
        } else if (value.members().isEmpty()) {
            add(value, "{} expects nothing; name a member, or ask with {$count: 1} or {$absent: true}");
        } else {
            value.members().values().forEach(this::value);
        }
    }

    private void question(String name, YamlNode value) {
        switch (name) {
            case "$count" -> {
                if (!(value.scalar() instanceof Long) && !isVariable(value)) {
                    add(value, "$count needs a whole number, not " + value.kind());
                }
            }
            case "$absent" -> {
                if (!Boolean.TRUE.equals(value.scalar())) {
                    add(value, "$absent must be true, not " + value.kind() + "; write /./ to expect any value");
                }
            }
            case "$contains" -> {
                if (value.items() != null && value.items().isEmpty()) {
                    add(value, "$contains names no item, so every list passes; name at least one item");
                }
                (value.items() == null ? List.of(value) : value.items()).forEach(this::value);
            }
            default ->
                add(
                        value,
                        "unknown question '" + name + "'; known: $count, $contains, $absent"
                                + NearestName.hint(name, QUESTIONS));
        }
    }

    /** Whether the text between slashes is a regular expression. Its variables are resolved when the step is played. */
    private boolean compiles(YamlNode text) {
        if (!(text.scalar() instanceof String words) || isVariable(text)) {
            return !isVariable(text);
        }
        try {
            ExpectedText.of(words);
            return true;
        } catch (PatternSyntaxException e) {
            add(
                    text,
                    "'" + words + "' is not a regular expression: " + e.getDescription() + " near index "
                            + e.getIndex());
            return false;
        }
    }

    private static boolean isVariable(YamlNode value) {
        return String.valueOf(value.scalar()).contains("${");
    }

    private void add(YamlNode at, String problem) {
        problems.add(source, at.line(), problem);
    }
}
