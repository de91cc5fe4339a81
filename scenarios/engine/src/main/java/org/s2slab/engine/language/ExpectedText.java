package org.s2slab.engine.language;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A text that a scenario expects: words, or a regular expression between slashes.
 *
 * @param words as written
 * @param pattern the regular expression, or null for words
 */
public record ExpectedText(String words, @Nullable Pattern pattern) {
    /** @throws PatternSyntaxException when what stands between slashes is no regular expression */
    public static ExpectedText of(String text) {
        boolean slashes = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return new ExpectedText(text, slashes ? Pattern.compile(text.substring(1, text.length() - 1)) : null);
    }

    /** Whether a text contains the words, or what the pattern describes; no words are contained in nothing. */
    public boolean isIn(@Nullable String found) {
        if (found == null || words.isEmpty()) {
            return false;
        }
        return pattern == null ? found.contains(words) : pattern.matcher(found).find();
    }

    /** Whether it is found in every text, the empty one included. */
    boolean fitsEverything() {
        return words.isEmpty() || (pattern != null && pattern.matcher("").find());
    }
}
