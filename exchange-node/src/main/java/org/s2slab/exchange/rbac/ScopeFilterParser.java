package org.s2slab.exchange.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/**
 * Parses a RecipientRestrictionFilter: comparisons with {@code -eq}, {@code -ne} and {@code -like}, which {@code -and},
 * {@code -or}, {@code -not} and parentheses combine. Refuses every other filter.
 */
final class ScopeFilterParser {
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_PARENTHESES = 20;

    private static final Pattern WORD =
            Pattern.compile("\\s*(?<word>[()]|-?[A-Za-z][A-Za-z0-9]*|'(?:[^']|'')*+'|\"[^\"]*+\")\\s*");

    private final List<String> words;
    private int next;
    private int depth;

    private ScopeFilterParser(List<String> words) {
        this.words = words;
    }

    /** Throws a Refusal that names the part of the filter that cannot be read. */
    static Predicate<ScopedRecipient> parse(String filter) {
        if (filter.length() > MOST_CHARACTERS) {
            throw refused("it has " + filter.length() + " characters; at most " + MOST_CHARACTERS + " are possible");
        }
        ScopeFilterParser parser = new ScopeFilterParser(words(filter));
        Predicate<ScopedRecipient> parsed = parser.alternatives();
        if (parser.next < parser.words.size()) {
            throw refused("'" + parser.peek() + "' was not expected");
        }
        return parsed;
    }

    private static List<String> words(String filter) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(filter);
        int at = 0;
        while (at < filter.length()) {
            if (!word.find(at) || word.start() != at) {
                throw refused("'" + filter.substring(at, Math.min(filter.length(), at + 20)) + "' cannot be read");
            }
            words.add(word.group("word"));
            at = word.end();
        }
        return words;
    }

    private Predicate<ScopedRecipient> alternatives() {
        Predicate<ScopedRecipient> found = conjunction();
        while (skips("-or")) {
            found = found.or(conjunction());
        }
        return found;
    }

    private Predicate<ScopedRecipient> conjunction() {
        Predicate<ScopedRecipient> found = term();
        while (skips("-and")) {
            found = found.and(term());
        }
        return found;
    }

    private Predicate<ScopedRecipient> term() {
        boolean isNegated = false;
        while (skips("-not")) {
            isNegated = !isNegated;
        }
        Predicate<ScopedRecipient> found = skips("(") ? inner() : comparison();
        return isNegated ? found.negate() : found;
    }

    private Predicate<ScopedRecipient> inner() {
        depth++;
        if (depth > MOST_PARENTHESES) {
            throw refused("more than " + MOST_PARENTHESES + " parentheses are open");
        }
        Predicate<ScopedRecipient> found = alternatives();
        depth--;
        if (!skips(")")) {
            throw refused("')' is missing before '" + peek() + "'");
        }
        return found;
    }

    private Predicate<ScopedRecipient> comparison() {
        String name = take();
        Function<ScopedRecipient, List<String>> property = ScopedRecipient.property(name)
                .orElseThrow(() -> refused(
                        "the lab does not have the property '" + name + "'. It has " + ScopedRecipient.properties()));
        String operator = take().toLowerCase(Locale.ROOT);
        String value = value(take());
        Predicate<String> fits = switch (operator) {
            case "-eq", "-ne" -> value::equalsIgnoreCase;
            case "-like" -> ObjectCmdlets.pattern(value);
            default -> throw refused("'" + operator + "' is not -eq, -ne or -like");
        };
        boolean isWanted = !operator.equals("-ne");
        return recipient -> property.apply(recipient).stream().anyMatch(fits) == isWanted;
    }

    private static String value(String word) {
        if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1).replace("''", "'");
        }
        if (word.startsWith("\"")) {
            return word.substring(1, word.length() - 1);
        }
        throw refused("'" + word + "' is not a value in quotes");
    }

    private String peek() {
        return next < words.size() ? words.get(next) : "the end";
    }

    private String take() {
        String word = peek();
        next++;
        return word;
    }

    private boolean skips(String word) {
        boolean isNext = peek().equalsIgnoreCase(word);
        next += isNext ? 1 : 0;
        return isNext;
    }

    private static Refusal refused(String why) {
        return Refusal.invalid("RecipientRestrictionFilter: " + why + ".");
    }
}
