package org.s2slab.engine.reading;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.YamlResource;
import org.s2slab.trace.TokenRedactor;

/**
 * The sentences of {@code rules/hops.yaml}, with values in place of their placeholders. A sentence without a value for
 * a placeholder is left out. Of several alternatives, the first complete sentence is used.
 */
final class SentenceTexts {
    static final JsonNode ROOT = YamlResource.read(SentenceTexts.class, "rules/hops.yaml", new TypeReference<>() {});

    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");

    private SentenceTexts() {}

    /** The complete sentences of a part of a section, joined; empty if no sentence is complete. */
    static String of(Map<String, String> words, String section, String... path) {
        JsonNode node = ROOT.path(section);
        for (String name : path) {
            node = node.path(name);
        }
        List<String> sentences = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> one(item, words).ifPresent(sentences::add));
        } else {
            one(node, words).ifPresent(sentences::add);
        }
        return String.join(" ", sentences);
    }

    /** As {@link #of}, or null instead of an empty text. */
    static @Nullable String orNull(Map<String, String> words, String section, String... path) {
        String text = of(words, section, path);
        return text.isEmpty() ? null : text;
    }

    private static Optional<String> one(JsonNode item, Map<String, String> words) {
        if (item.isArray()) {
            for (JsonNode alternative : item) {
                Optional<String> filled = one(alternative, words);
                if (filled.isPresent()) {
                    return filled;
                }
            }
            return Optional.empty();
        }
        return item.isTextual() ? filled(item.textValue(), words) : Optional.empty();
    }

    /** A sentence with its values; empty if a value is missing. */
    static Optional<String> filled(String sentence, Map<String, String> words) {
        Matcher places = WORD.matcher(sentence);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String word = words.get(places.group(1));
            if (word == null) {
                return Optional.empty();
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(TokenRedactor.redact(word)));
        }
        places.appendTail(filled);
        // An address at the beginning keeps its spelling.
        boolean isAddress =
                filled.substring(0, Math.max(0, filled.indexOf(" "))).contains("@");
        return Optional.of(
                isAddress ? filled.toString() : Character.toUpperCase(filled.charAt(0)) + filled.substring(1));
    }
}
