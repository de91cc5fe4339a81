package org.s2slab.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes the signature of every signed token in a text (RFC 7515, 7.1), so that nobody can use the tokens in a
 * journal, log, report or page. It finds tokens by their form, not by names. Tokens may be percent-encoded, with JSON
 * or XML escapes, in base64, or in another token's header or claims. Header and claims stay.
 */
public final class TokenRedactor {
    /** The text that replaces a signature. */
    public static final String GONE = "…";

    /** Maximum depth of nested encodings; a text that is nested deeper is removed as a whole. */
    private static final int DEEPEST = 8;

    /** The number of characters of the shortest token: the header {@code {"alg":""}}, two dots, a signature. */
    private static final int SHORTEST = 16;

    private TokenRedactor() {}

    /** Removes every signature of a text; returns the same text if there is none. */
    public static String redact(String text) {
        return redact(text, DEEPEST);
    }

    /** Redacts a text that may be null. */
    public static @Nullable String redactIfAny(@Nullable String text) {
        return text == null ? null : redact(text);
    }

    /** Redacts every text in an object, names of members included, at any depth. */
    public static JsonObject redact(JsonObject json) {
        JsonObject redacted = new JsonObject();
        json.forEach(member -> redacted.put(redact(member.getKey()), redactValue(member.getValue())));
        return redacted;
    }

    /** Redacts every text in a list, at any depth. */
    public static JsonArray redact(JsonArray json) {
        JsonArray redacted = new JsonArray();
        json.forEach(item -> redacted.add(redactValue(item)));
        return redacted;
    }

    private static @Nullable Object redactValue(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return redact(object);
        }
        if (value instanceof JsonArray list) {
            return redact(list);
        }
        return value instanceof String text ? redact(text) : value;
    }

    static String redact(String text, int deepest) {
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        for (Edit edit : edits(text, deepest)) {
            redacted.append(text, at, edit.from()).append(edit.instead());
            at = edit.to();
        }
        return at == 0 ? text : redacted.append(text, at, text.length()).toString();
    }

    /** A replacement of the characters from {@code from} (inclusive) to {@code to} (exclusive). */
    private record Edit(int from, int to, String instead) {}

    /**
     * The edits of a text, in order. Escaped parts are searched in their unescaped form. Other parts are searched as
     * they are written.
     */
    private static List<Edit> edits(String text, int deepest) {
        if (text.length() < SHORTEST) {
            return List.of();
        }
        UnescapedText read = UnescapedText.of(text);
        if (read.isPlain()) {
            return ofRuns(text, deepest);
        }
        List<Edit> plain = deepest == 0 ? ofRuns(read.plain(), 0) : edits(read.plain(), deepest - 1);
        return plain.stream()
                .map(edit -> new Edit(read.place(edit.from()), read.place(edit.to()), edit.instead()))
                .toList();
    }

    /** The edits of each run of characters that tokens and base64 use. */
    private static List<Edit> ofRuns(String text, int deepest) {
        List<Edit> edits = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isOfRun(text.charAt(end))) {
                end++;
            }
            if (end - at >= SHORTEST) {
                String run = text.substring(at, end);
                String redacted = TokenCharacters.redact(run, deepest);
                if (!redacted.equals(run)) {
                    edits.add(new Edit(at, end, redacted));
                }
            }
            at = end + 1;
        }
        return edits;
    }

    private static boolean isOfRun(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-+/=".indexOf(c) >= 0;
    }
}
