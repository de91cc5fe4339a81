package org.s2slab.engine.language;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.YamlResource;

/** The special words on the lab's pages, with explanations. Console, terminal and docs use the same glossary. */
public final class Glossary {
    /**
     * One word.
     *
     * @param term the word as a headline
     * @param text plain sentences that explain the word
     * @param spellings other forms of the word in texts
     * @param see the terms of related entries
     * @param lesson the number of the lesson that teaches the word
     * @param plain whether the word is also an everyday word, which pages do not mark
     */
    public record Term(String term, String text, List<String> spellings, List<String> see, int lesson, boolean plain) {
        public Term {
            spellings = List.copyOf(spellings);
            see = List.copyOf(see);
        }

        /** All forms of the word in texts, the term first. */
        public List<String> forms() {
            return Stream.concat(Stream.of(term), spellings.stream()).toList();
        }

        /** The word as JSON for the console's page. */
        public JsonObject json() {
            return new JsonObject()
                    .put("term", term)
                    .put("text", text)
                    .put("spellings", new JsonArray(spellings))
                    .put("see", new JsonArray(see))
                    .put("lesson", lesson)
                    .put("plain", plain);
        }
    }

    /** The content of a word in the file, without its term. */
    private record Entry(String text, @Nullable List<String> spellings, List<String> see, int lesson, boolean plain) {
        Term term(String name) {
            return new Term(name, text, spellings == null ? List.of() : spellings, see, lesson, plain);
        }
    }

    private static final List<Term> TERMS =
            YamlResource.read(Glossary.class, "glossary.yaml", new TypeReference<Map<String, Entry>>() {})
                    .entrySet()
                    .stream()
                    .map(entry -> entry.getValue().term(entry.getKey()))
                    .sorted((one, other) -> one.term().compareToIgnoreCase(other.term()))
                    .toList();

    private Glossary() {}

    /** Every word, in alphabetical order. */
    public static List<Term> terms() {
        return TERMS;
    }

    /** The entry of a word in any of its forms, in upper or lower case; empty for an unknown word. */
    public static Optional<Term> find(String word) {
        return TERMS.stream()
                .filter(term -> term.forms().stream().anyMatch(word.strip()::equalsIgnoreCase))
                .findFirst();
    }

    /** The entries with a text in a form or in the explanation, in any case. Entries with it in a form come first. */
    public static List<Term> search(String text) {
        String requested = lower(text.strip());
        List<Term> named = TERMS.stream()
                .filter(term ->
                        term.forms().stream().anyMatch(form -> lower(form).contains(requested)))
                .toList();
        return Stream.concat(
                        named.stream(),
                        TERMS.stream().filter(term -> lower(term.text()).contains(requested) && !named.contains(term)))
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
