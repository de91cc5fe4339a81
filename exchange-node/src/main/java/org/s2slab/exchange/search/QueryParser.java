package org.s2slab.exchange.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.exchange.search.KeywordQuery.Field;
import org.s2slab.exchange.search.KeywordQuery.Text;

/**
 * Parses keyword queries. Operators are words in capitals: NOT has the highest precedence, then AND, then OR. Adjacent
 * terms are joined by AND. There are two dialects. In KQL a repeated property matches any of its values ([MS-KQL]). In
 * the EWS subset of AQS an unquoted word is a prefix, and dates of two words need no quotes.
 */
public final class QueryParser {
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z]+)(?::?(<>|<=|>=|<|>)|:|=)");
    private static final Pattern UNKNOWN_OPERATOR = Pattern.compile("(NEAR|ONEAR|XRANK|WORDS)\\b");

    private static final List<String> FIRST_WORDS = List.of("this", "last", "next");
    private static final Pattern LITERAL =
            Pattern.compile("\"(?<phrase>[^\"]*)\"(?<star>\\*?)|(?<word>[^\\p{javaWhitespace}()\"]+)");

    private static final Pattern SECOND_WORD = Pattern.compile(" +([A-Za-z]+)");

    /** The maximum nesting depth: enough for real queries, and safe for the call stack. */
    private static final int DEPTH = 32;

    private final String text;
    private final Instant now;
    private final boolean aqs;
    private final int mostTerms;
    private int at;
    private int depth;
    private int terms;

    private QueryParser(String text, Instant now, boolean aqs, int mostTerms) {
        this.text = text;
        this.now = now;
        this.aqs = aqs;
        this.mostTerms = mostTerms;
    }

    /**
     * Parses a KQL query without a limit of terms. An empty query matches everything.
     *
     * @param now the current time, for words such as {@code today}
     * @throws QuerySyntaxException with the position and the expected text
     */
    public static KeywordQuery parse(String text, Instant now) {
        return parse(text, now, false, Integer.MAX_VALUE);
    }

    /** Parses an AQS or KQL query with a maximum number of words, phrases and properties. */
    static KeywordQuery parse(String text, Instant now, boolean aqs, int mostTerms) {
        return new QueryParser(text, now, aqs, mostTerms).whole();
    }

    private KeywordQuery whole() {
        blanks();
        if (ended()) {
            return KeywordQuery.EVERYTHING;
        }
        KeywordQuery query = either(Field.ANY);
        refuseIf(!ended(), "')' closes nothing.");
        return query;
    }

    private KeywordQuery either(Field field) {
        List<KeywordQuery> parts = new ArrayList<>();
        do {
            parts.add(both(field));
        } while (operator("OR"));
        return parts.size() == 1 ? parts.get(0) : new KeywordQuery.Or(parts);
    }

    private KeywordQuery both(Field field) {
        List<KeywordQuery> parts = new ArrayList<>();
        parts.add(part(field));
        blanks();
        while (!ended() && text.charAt(at) != ')' && !lookingAt("OR")) {
            boolean spoken = operator("AND");
            KeywordQuery next = part(field);
            int last = parts.size() - 1;
            if (!spoken && !aqs && KeywordQuery.areOfOneProperty(parts.get(last), next)) {
                parts.set(last, KeywordQuery.any(parts.get(last), next));
            } else {
                parts.add(next);
            }
            blanks();
        }
        return parts.size() == 1 ? parts.get(0) : new KeywordQuery.And(parts);
    }

    private KeywordQuery part(Field field) {
        refuseIf(++depth > DEPTH, "there are more than " + DEPTH + " levels of parentheses and NOT.");
        blanks();
        KeywordQuery part = operator("NOT") ? new KeywordQuery.Not(part(field)) : positive(field);
        depth--;
        return part;
    }

    private KeywordQuery positive(Field field) {
        refuseIf(ended(), "a word, a phrase or a property was expected, the query ends.");
        if (lookingAt("AND") || lookingAt("OR")) {
            throw wrong("a word, a phrase or a property was expected before the operator; put it in quotation marks to"
                    + " search for the word.");
        }
        char first = text.charAt(at);
        if (first == '(') {
            return inParentheses(field);
        }
        refuseIf(first == ')', "a word, a phrase or a property was expected before ')'.");
        at += first == '-' || first == '+' ? 1 : 0;
        KeywordQuery value = value(field);
        return first == '-' ? new KeywordQuery.Not(value) : value;
    }

    private KeywordQuery inParentheses(Field field) {
        int opened = at++;
        KeywordQuery inner = either(field);
        if (ended()) {
            throw new QuerySyntaxException(opened + 1, "'(' is not closed.");
        }
        at++;
        return inner;
    }

    private KeywordQuery value(Field field) {
        if (++terms > mostTerms) {
            throw QuerySyntaxException.tooLong(at + 1, mostTerms);
        }
        Matcher unknown = matcher(UNKNOWN_OPERATOR);
        if (unknown.lookingAt()) {
            throw wrong("the operator " + unknown.group(1) + " is not supported; known are AND, OR and NOT.");
        }
        Matcher property = matcher(PROPERTY);
        return property.lookingAt() ? property(property) : words(field);
    }

    private KeywordQuery property(Matcher property) {
        String name = property.group(1);
        String comparison = Optional.ofNullable(property.group(2)).orElse("=");
        int started = at;
        at = property.end();
        Optional<Field> field = QueryProperties.field(aqs && name.equalsIgnoreCase("content") ? "body" : name);
        if (field.isPresent()) {
            if (!comparison.equals("=")) {
                throw new QuerySyntaxException(started + 1, "'" + name + "' takes ':' and no '" + comparison + "'.");
            }
            return !ended() && text.charAt(at) == '(' ? inParentheses(field.get()) : words(field.get());
        }
        int value = at;
        String given = dated(literal());
        return QueryProperties.compared(name, comparison, given, now)
                .orElseThrow(() -> QueryProperties.isKnown(name)
                        ? new QuerySyntaxException(value + 1, QueryProperties.expected(name, given))
                        : new QuerySyntaxException(started + 1, QueryProperties.unknown(name)));
    }

    private Text words(Field field) {
        int started = at;
        boolean quoted = !ended() && text.charAt(at) == '"';
        String words = literal();
        boolean star = words.endsWith("*");
        boolean prefix = star || (aqs && !quoted);
        words = star ? words.substring(0, words.length() - 1) : words;
        if (words.indexOf('*') >= 0) {
            throw new QuerySyntaxException(started + 1, "'*' may stand only at the end of a word.");
        }
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new QuerySyntaxException(started + 1, "'" + words + "' has no letter or digit to search for.");
        }
        return new Text(field, words, prefix);
    }

    /** Joins the two words of a date such as {@code last week}, which AQS writes without quotation marks. */
    private String dated(String first) {
        Matcher second = matcher(SECOND_WORD);
        if (!aqs || !FIRST_WORDS.contains(first.toLowerCase(Locale.ROOT)) || !second.lookingAt()) {
            return first;
        }
        at = second.end();
        return first + " " + second.group(1);
    }

    /** Reads a word or phrase, with the star that may follow a phrase. */
    private String literal() {
        Matcher literal = matcher(LITERAL);
        if (!literal.lookingAt()) {
            boolean isOpen = !ended() && text.charAt(at) == '"';
            throw wrong(isOpen ? "the quotation mark is not closed." : "a value was expected.");
        }
        at = literal.end();
        String word = literal.group("word");
        return word != null ? word : literal.group("phrase") + literal.group("star");
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private boolean operator(String word) {
        blanks();
        if (!lookingAt(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean lookingAt(String word) {
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || endsWord(text.charAt(end)));
    }

    private static boolean endsWord(char next) {
        return Character.isWhitespace(next) || "()\"".indexOf(next) >= 0;
    }

    private void blanks() {
        while (!ended() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean ended() {
        return at >= text.length();
    }

    private void refuseIf(boolean isWrong, String detail) {
        if (isWrong) {
            throw wrong(detail);
        }
    }

    private QuerySyntaxException wrong(String detail) {
        return new QuerySyntaxException(at + 1, detail);
    }
}
