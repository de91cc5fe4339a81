package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * The part of a line before the cursor that completion uses: the words of the current command.
 *
 * @param words the words from the command's name to the word at the cursor; the last word may be empty
 */
record CompletionContext(String line, int cursor, List<String> words) implements CompletingParsedLine {
    /** The characters after which a new command begins, unless they are in a text. */
    private static final String STARTS = "|;({=\n";

    static CompletionContext of(String line, int cursor) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean wordEnds = false;
        for (char c : line.substring(0, cursor).toCharArray()) {
            boolean ends = quote == 0 && (Character.isWhitespace(c) || STARTS.indexOf(c) >= 0);
            if (ends) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                if (STARTS.indexOf(c) >= 0) {
                    words.clear();
                }
                wordEnds = true;
                continue;
            }
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            word.append(c);
            wordEnds = false;
        }
        words.add(wordEnds || word.isEmpty() ? "" : word.toString());
        return new CompletionContext(line, cursor, List.copyOf(words));
    }

    @Override
    public String word() {
        return words.get(words.size() - 1);
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return words.size() - 1;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return word().length();
    }

    @Override
    public int rawWordLength() {
        return word().length();
    }
}
