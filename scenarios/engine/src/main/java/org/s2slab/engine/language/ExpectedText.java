package org.s2slab.engine.language;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A text that a scenario expects: words, or a regular expression between slashes.
 *
 * @param words the text as written
 * @param pattern the regular expression, or null for words
 */
public record ExpectedText(String words, @Nullable Pattern pattern) {
    /** @throws PatternSyntaxException if the text between slashes is not a regular expression */
    public static ExpectedText of(String text) {
        boolean slashes = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return new ExpectedText(text, slashes ? Pattern.compile(text.substring(1, text.length() - 1)) : null);
    }

    /** Whether a text contains the words, or a match of the pattern; false for null. */
    public boolean isIn(@Nullable String found) {
        if (found == null || words.isEmpty()) {
            return false;
        }
        return pattern == null ? found.contains(words) : pattern.matcher(found).find();
    }

    /** Whether every text matches, including the empty text. */
    boolean fitsEverything() {
        return words.isEmpty() || (pattern != null && pattern.matcher("").find());
    }
}
