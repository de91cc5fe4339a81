package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.s2slab.shell.SyntaxTree.Binary;
import org.s2slab.shell.SyntaxTree.Call;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.Group;
import org.s2slab.shell.SyntaxTree.Item;
import org.s2slab.shell.SyntaxTree.ListOf;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Not;
import org.s2slab.shell.SyntaxTree.Property;
import org.s2slab.shell.SyntaxTree.Statement;
import org.s2slab.shell.SyntaxTree.Variable;
import org.s2slab.shell.TextParser.Parts;

/** Parses values: arguments of commands (words without quotes) and expressions (words in quotes). */
final class ExpressionParser {
    private static final Pattern OPERATOR = Pattern.compile("[-\u2013\u2014\u2015][A-Za-z]+(?![\\w-])");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z_]\\w*");

    /** The name of a node or of a tenant after {@code $lab}, which can contain dashes. */
    private static final Pattern NODE = Pattern.compile("[A-Za-z_]\\w*(?:-\\w+)*");

    private static final Set<String> LOGICAL = Set.of("and", "or");

    private final CharacterReader text;
    private final ValueParser values;

    ExpressionParser(CharacterReader text, StatementParser statements) {
        this.text = text;
        this.values = new ValueParser(text, statements, this);
    }

    /** Parses the value of an argument: words without quotes; several values are separated by commas. */
    Expression argument() {
        List<Expression> items = new ArrayList<>();
        do {
            text.skipLines();
            items.add(argumentItem());
            int place = text.place();
            text.skipBlanks();
            if (text.peek() != ',') {
                text.goBack(place);
            }
        } while (text.take(","));
        return items.size() == 1 ? items.get(0) : new ListOf(List.copyOf(items));
    }

    private Expression argumentItem() {
        if (text.atEnd()) {
            throw text.incomplete("a value is missing after a comma");
        }
        if (text.peek() == '@' && MEMBER.matcher(String.valueOf(text.peek(1))).matches()) {
            throw text.wrong("'@': the shell has no splatting; write the parameters out");
        }
        if (!beginsValue()) {
            return text.seesWordEnd() ? nothing() : values.bare(new Parts());
        }
        Expression value = postfix();
        if (text.seesWordEnd()) {
            return value;
        }
        Parts parts = new Parts();
        parts.add(value);
        return values.bare(parts);
    }

    private Expression nothing() {
        throw text.wrong("'" + text.peek() + "' is unexpected; write a text with such characters in quotes");
    }

    private boolean beginsValue() {
        char c = text.peek();
        return (c == '$'
                        && (text.peek(1) == '('
                                || text.peek(1) == '{'
                                || Character.isLetter(text.peek(1))
                                || text.peek(1) == '_'))
                || c == '('
                || c == '{'
                || (c == '@' && "({'\"".indexOf(text.peek(1)) >= 0)
                || text.seesDoubleQuote()
                || text.seesSingleQuote();
    }

    /** Parses a group in round brackets. */
    Group group() {
        return values.group(false);
    }

    /** Parses statements in braces. */
    List<Statement> braced() {
        return values.braced();
    }

    /** A whole expression with its operators. */
    Expression expression() {
        Expression left = comparison();
        text.skipBlanks();
        while (text.sees(OPERATOR)) {
            int place = text.place();
            String operator = operator();
            if (!LOGICAL.contains(operator)) {
                text.goBack(place);
                return left;
            }
            left = new Binary(operator, left, more(this::comparison));
            text.skipBlanks();
        }
        return left;
    }

    private Expression comparison() {
        Expression left = sum();
        text.skipBlanks();
        while (text.sees(OPERATOR)) {
            int place = text.place();
            String operator = operator();
            if (LOGICAL.contains(operator)) {
                text.goBack(place);
                return left;
            }
            if (operator.equals("join") || operator.equals("split") || ValueOperators.isKnown(operator)) {
                left = new Binary(operator, left, more(this::sum));
                text.skipBlanks();
            } else {
                throw text.wrong(UnsupportedSyntax.operator(operator));
            }
        }
        return left;
    }

    private String operator() {
        return text.take(OPERATOR).substring(1).toLowerCase(Locale.ROOT);
    }

    private Expression sum() {
        Expression left = list();
        text.skipBlanks();
        while (text.peek() == '+') {
            text.next();
            left = new Binary("+", left, more(this::list));
            text.skipBlanks();
        }
        if ("*/%".indexOf(text.peek()) >= 0 && !text.atEnd()) {
            throw text.wrong("'" + text.peek() + "': the shell does not calculate; it has + only");
        }
        return left;
    }

    /** Parses the expression to the right of an operator, on the same line or the next lines. */
    Expression more(Supplier<Expression> right) {
        text.skipLines();
        if (text.atEnd()) {
            throw text.incomplete("a value is missing after an operator");
        }
        return right.get();
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        items.add(single());
        text.skipBlanks();
        while (text.take(",")) {
            items.add(more(this::single));
            text.skipBlanks();
        }
        return items.size() == 1 ? items.get(0) : new ListOf(List.copyOf(items));
    }

    private Expression single() {
        if (text.take("!")) {
            text.skipBlanks();
            return new Not(single());
        }
        if (text.sees(OPERATOR)) {
            String operator = operator();
            if (!operator.equals("not")) {
                throw text.wrong("'-" + operator + "' needs a value on its left");
            }
            text.skipBlanks();
            return new Not(single());
        }
        return postfix();
    }

    /** Parses a value with its properties, items and methods. */
    Expression postfix() {
        Expression value = values.primary();
        while (true) {
            if (text.peek() == '.'
                    && MEMBER.matcher(String.valueOf(text.peek(1))).matches()) {
                text.next();
                String name = text.take(isLab(value) ? NODE : MEMBER);
                value = text.peek() == '(' ? new Call(value, name, callArguments()) : new Property(value, name);
            } else if (text.peek() == '.' && (text.peek(1) == '\'' || text.peek(1) == '"')) {
                text.next();
                value = new Item(value, values.primary());
            } else if (text.peek() == '[' && !(value instanceof Literal)) {
                text.next();
                text.skipLines();
                Expression index = expression();
                values.close(']');
                value = new Item(value, index);
            } else {
                return value;
            }
        }
    }

    private static boolean isLab(Expression value) {
        return value instanceof Variable variable && variable.name().equalsIgnoreCase(LabVariable.VARIABLE);
    }

    /** Parses the arguments of a method, starting at the opening bracket. */
    List<Expression> callArguments() {
        text.next();
        text.skipLines();
        List<Expression> arguments = new ArrayList<>();
        while (text.peek() != ')') {
            arguments.add(more(this::single));
            text.skipLines();
            if (!text.take(",") && text.peek() != ')') {
                throw text.atEnd()
                        ? text.incomplete("( has no )")
                        : text.wrong("values of a method have commas between");
            }
            text.skipLines();
        }
        text.next();
        return List.copyOf(arguments);
    }
}
