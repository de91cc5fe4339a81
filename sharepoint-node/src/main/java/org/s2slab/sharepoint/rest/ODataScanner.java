package org.s2slab.sharepoint.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an expression of OData 3.0 from left to right: words, symbols and constants. Resource paths and {@code $filter}
 * use the same constants.
 */
final class ODataScanner {
    /** A name; in a filter also the name of a property behind a lookup, such as {@code Author/Id}. */
    static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:/[A-Za-z_][A-Za-z0-9_]*)?");

    /** A name in a path, such as {@code $batch} or {@code SP.Web}. */
    static final Pattern SEGMENT = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_.$]*");

    private static final Pattern TEXT = Pattern.compile("(datetime|guid)?'([^']*+(?:''[^']*+)*+)'");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?(?![A-Za-z0-9.])");

    private final String text;
    private int at;

    ODataScanner(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        blanks();
        return at >= text.length();
    }

    String word(Pattern form) {
        return next(form).map(Matcher::group).orElseThrow(this::invalid);
    }

    /** The name of an argument, if the text continues with a name and an equals sign. */
    Optional<String> argumentName() {
        int before = at;
        Optional<String> name = next(WORD).map(Matcher::group);
        if (name.isPresent() && symbol('=')) {
            return name;
        }
        at = before;
        return Optional.empty();
    }

    /** Skips a word if the text continues with this word. Returns whether the word was skipped. */
    boolean keyword(String requested) {
        int before = at;
        if (next(WORD).filter(word -> word.group().equals(requested)).isPresent()) {
            return true;
        }
        at = before;
        return false;
    }

    /** Skips a character if the text continues with this character. Returns whether the character was skipped. */
    boolean symbol(char requested) {
        blanks();
        if (at >= text.length() || text.charAt(at) != requested) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char requested) {
        if (!symbol(requested)) {
            throw invalid();
        }
    }

    ODataLiteral literal() {
        Optional<Matcher> quoted = next(TEXT);
        if (quoted.isPresent()) {
            String prefix = quoted.get().group(1);
            ODataLiteral.Kind kind = prefix == null
                    ? ODataLiteral.Kind.TEXT
                    : prefix.equals("guid") ? ODataLiteral.Kind.GUID : ODataLiteral.Kind.TIME;
            return new ODataLiteral(kind, quoted.get().group(2).replace("''", "'"));
        }
        Optional<Matcher> number = next(NUMBER);
        if (number.isPresent()) {
            return new ODataLiteral(ODataLiteral.Kind.NUMBER, number.get().group());
        }
        String word = word(WORD);
        return switch (word) {
            case "true", "false" -> new ODataLiteral(ODataLiteral.Kind.TRUTH, word);
            case "null" -> new ODataLiteral(ODataLiteral.Kind.NULL, word);
            default -> throw invalid();
        };
    }

    private Optional<Matcher> next(Pattern form) {
        blanks();
        Matcher found = form.matcher(text).region(at, text.length());
        if (!found.lookingAt()) {
            return Optional.empty();
        }
        at = found.end();
        return Optional.of(found);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** The error with which SharePoint refuses an expression that it cannot parse. */
    RestError invalid() {
        return RestError.query("The expression \"" + text + "\" is not valid.");
    }
}
