package org.s2slab.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.Group;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.OfType;
import org.s2slab.shell.SyntaxTree.Script;
import org.s2slab.shell.SyntaxTree.Statement;
import org.s2slab.shell.SyntaxTree.TableOf;
import org.s2slab.shell.SyntaxTree.Variable;
import org.s2slab.shell.TextParser.Parts;

/** Parses single values: texts, numbers, variables and bracketed expressions. */
final class ValueParser {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(?![\\w.])");
    private static final Pattern TYPE = Pattern.compile("\\[[A-Za-z][\\w.]*(\\[])?]");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][\\w-]*");

    private final CharacterReader text;
    private final StatementParser statements;
    private final ExpressionParser expressions;
    private final TextParser texts;

    ValueParser(CharacterReader text, StatementParser statements, ExpressionParser expressions) {
        this.text = text;
        this.statements = statements;
        this.expressions = expressions;
        this.texts = new TextParser(text, () -> group(false));
    }

    /** Parses a word without quotes, up to its end. */
    Expression bare(Parts begun) {
        return texts.bare(begun);
    }

    /** Parses a single value: a text, a number, a variable, or an expression in brackets. */
    Expression primary() {
        char c = text.peek();
        if (text.seesSingleQuote()) {
            return texts.single();
        }
        if (text.seesDoubleQuote()) {
            return texts.quoted();
        }
        if (c == '$') {
            text.next();
            return text.peek() == '(' ? group(false) : variable();
        }
        if (c == '(') {
            return group(false);
        }
        if (c == '{') {
            int from = text.place();
            List<Statement> statements = braced();
            return new Script(statements, text.since(from));
        }
        if (c == '@') {
            return at();
        }
        if (c == '[') {
            return ofType();
        }
        String number = text.take(NUMBER);
        if (!number.isEmpty()) {
            return new Literal(number.indexOf('.') < 0 ? (Object) Long.valueOf(number) : Double.valueOf(number));
        }
        if (text.atEnd()) {
            throw text.incomplete("a value is missing");
        }
        throw text.wrong("'" + c + "' cannot start a value; write a text in quotes");
    }

    /** Parses {@code [System.Convert]::ToBase64String(…)}. The error message names the unsupported type or member. */
    private Expression ofType() {
        String type = text.take(TYPE);
        boolean reaches = !type.isEmpty() && text.take("::");
        String member = reaches ? text.take(MEMBER) : "";
        if (!DotNetTypes.hasMember(type, member) || text.peek() != '(') {
            throw text.wrong("'" + (type.isEmpty() ? "[…]" : type) + (reaches ? "::" + member : "") + "': "
                    + UnsupportedSyntax.TYPE);
        }
        return new OfType(type, member, expressions.callArguments());
    }

    private Expression variable() {
        String name = texts.variableName();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "true" -> new Literal(true);
            case "false" -> new Literal(false);
            case "null" -> new Literal(null);
            default -> new Variable(name);
        };
    }

    private Expression at() {
        text.next();
        if (text.peek() == '(') {
            return group(true);
        }
        if (text.seesSingleQuote() || text.seesDoubleQuote()) {
            return texts.here();
        }
        if (text.peek() == '{') {
            return table();
        }
        throw text.wrong(
                "@ must be followed by a list (…), a table {…} or a text of several lines; the shell has no splatting");
    }

    private Expression table() {
        text.next();
        Map<String, Expression> entries = new LinkedHashMap<>();
        skipEnds();
        while (text.peek() != '}') {
            String key = text.take(KEY);
            if (key.isEmpty() && expressions.postfix() instanceof Literal literal) {
                key = String.valueOf(literal.value());
            }
            text.skipBlanks();
            if (!text.take("=")) {
                throw text.atEnd()
                        ? text.incomplete("@{ has no }")
                        : text.wrong("entries of @{…} are written name = value");
            }
            entries.put(key, expressions.more(expressions::expression));
            skipEnds();
        }
        text.next();
        return new TableOf(entries);
    }

    private void skipEnds() {
        text.skipLines();
        while (text.take(";")) {
            text.skipLines();
        }
        if (text.atEnd()) {
            throw text.incomplete("@{ has no }");
        }
    }

    /** Parses a group in brackets. */
    Group group(boolean list) {
        text.next();
        List<Statement> found = statements.statements();
        close(')');
        return new Group(found, list);
    }

    /** Parses statements in braces. */
    List<Statement> braced() {
        text.next();
        List<Statement> found = statements.statements();
        close('}');
        return found;
    }

    void close(char bracket) {
        text.skipLines();
        if (text.atEnd()) {
            throw text.incomplete("a bracket is open: '" + bracket + "' is missing");
        }
        if (!text.take(String.valueOf(bracket))) {
            throw text.wrong("found '" + text.peek() + "', expected '" + bracket + "'");
        }
    }
}
