package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Text;
import org.s2slab.shell.SyntaxTree.Variable;

/**
 * Parses quoted texts, here-strings and bare words, with embedded values.
 *
 * @param group parses {@code (…)}, starting at its bracket
 */
record TextParser(CharacterReader text, Supplier<Expression> group) {
    private static final Pattern NAME = Pattern.compile("\\{[^}\\n]+}|[A-Za-z_]\\w*(?::\\w+)?|[?_]");
    private static final Pattern HERE_BEGIN = Pattern.compile("[ \\t]*\\n");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,8})");

    /** Parses the name after a dollar sign. */
    String variableName() {
        String name = text.take(NAME);
        if (name.isEmpty()) {
            throw text.wrong("$ must be followed by the name of a variable, such as $exch");
        }
        String plain = name.startsWith("{") ? name.substring(1, name.length() - 1) : name;
        String own = plain.replaceFirst("(?i)^(global|script|local):", "");
        if (own.indexOf(':') > 0) {
            throw text.wrong(
                    "'$" + own + "': the shell only has its own variables, not those of the environment or of drives");
        }
        return own;
    }

    /** Parses a text in single quotes. Two single quotes stand for one. */
    Expression single() {
        text.next();
        StringBuilder found = new StringBuilder();
        while (!text.atEnd()) {
            if (!text.seesSingleQuote()) {
                found.append(text.next());
                continue;
            }
            char quote = text.next();
            if (!text.seesSingleQuote()) {
                return new Literal(found.toString());
            }
            text.next();
            found.append(quote);
        }
        throw text.incomplete("a text in single quotes has no end");
    }

    /** Parses a text in double quotes. */
    Expression quoted() {
        text.next();
        Parts parts = new Parts();
        while (!text.atEnd()) {
            if (text.seesDoubleQuote()) {
                char quote = text.next();
                if (!text.seesDoubleQuote()) {
                    return parts.whole();
                }
                text.next();
                parts.add(quote);
            } else {
                filled(parts);
            }
        }
        throw text.incomplete("a text in double quotes has no end");
    }

    /** Parses {@code @' … '@} or {@code @" … "@}, starting at the quote. */
    Expression here() {
        boolean fills = text.seesDoubleQuote();
        char quote = text.next();
        if (text.take(HERE_BEGIN).isEmpty()) {
            throw text.wrong("@" + quote + " starts a text of several lines; start the text on the next line");
        }
        Parts parts = new Parts();
        boolean lineStart = true;
        while (!text.atEnd()) {
            if (lineStart && text.take(quote + "@")) {
                return parts.whole();
            }
            if (text.take("\n" + quote + "@")) {
                return parts.whole();
            }
            lineStart = false;
            if (fills) {
                filled(parts);
            } else {
                parts.add(text.next());
            }
        }
        throw text.incomplete("a text that @" + quote + " begins has no line " + quote + "@");
    }

    /**
     * Parses a word without quotes, up to the next blank or special character.
     *
     * @param parts the value with which the word begins, or empty
     */
    Expression bare(Parts parts) {
        int place = text.place();
        while (!text.seesWordEnd()) {
            if (text.seesDoubleQuote()) {
                parts.add(quoted());
            } else if (text.seesSingleQuote()) {
                parts.add(single());
            } else {
                filled(parts);
            }
        }
        String word = text.since(place);
        return parts.isPlain() && NUMBER.matcher(word).matches() ? new Literal(Long.valueOf(word)) : parts.whole();
    }

    private void filled(Parts parts) {
        char c = text.next();
        if (c == '`') {
            if (text.atEnd()) {
                throw text.incomplete("a backtick must be followed by a character");
            }
            parts.add(escaped(text.next()));
        } else if (c == '$' && text.peek() == '(') {
            parts.add(group.get());
        } else if (c == '$' && text.sees(NAME)) {
            parts.add(new Variable(variableName()));
        } else {
            parts.add(c);
        }
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> letter;
        };
    }

    /** The parts of a text. */
    static final class Parts {
        private final List<Expression> whole = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();

        void add(char c) {
            plain.append(c);
        }

        void add(Expression part) {
            if (part instanceof Literal literal && literal.value() instanceof String text) {
                plain.append(text);
                return;
            }
            flush();
            whole.add(part);
        }

        boolean isPlain() {
            return whole.isEmpty();
        }

        private void flush() {
            if (!plain.isEmpty()) {
                whole.add(new Literal(plain.toString()));
                plain.setLength(0);
            }
        }

        Expression whole() {
            if (whole.isEmpty()) {
                return new Literal(plain.toString());
            }
            flush();
            return new Text(List.copyOf(whole));
        }
    }
}
