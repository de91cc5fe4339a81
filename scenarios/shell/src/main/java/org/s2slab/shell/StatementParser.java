package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Assign;
import org.s2slab.shell.SyntaxTree.Branch;
import org.s2slab.shell.SyntaxTree.Command;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.If;
import org.s2slab.shell.SyntaxTree.Item;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Pipeline;
import org.s2slab.shell.SyntaxTree.Property;
import org.s2slab.shell.SyntaxTree.Stage;
import org.s2slab.shell.SyntaxTree.Statement;
import org.s2slab.shell.SyntaxTree.Value;
import org.s2slab.shell.SyntaxTree.Variable;

/** Parses statements of the shell language. */
final class StatementParser {
    private static final Pattern WORD = Pattern.compile("[A-Za-z?%.][\\w.?%\\\\:-]*");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:\\\\.*");
    private static final Pattern SCRIPT = Pattern.compile("(?i)(?:.*[\\\\/])?([\\w-]+)\\.ps1");
    private static final String OWN_COMMANDS = "': the shell runs its own commands only, by their names";
    private static final Pattern ASSIGNS = Pattern.compile("\\+?=");
    private static final Pattern CALCULATES = Pattern.compile("[-*/%]=|\\+\\+|--");
    private static final Pattern SWITCH = Pattern.compile("[-\u2013\u2014\u2015](?=[A-Za-z?])");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z?]\\w*");
    private static final Pattern REDIRECTS = Pattern.compile("[0-9*]?>>?|<");
    private static final Pattern ENDS_HERE = Pattern.compile("else(if)?\\b", Pattern.CASE_INSENSITIVE);

    private final CharacterReader text;
    private final ExpressionParser expressions;

    StatementParser(String text) {
        this.text = new CharacterReader(text);
        this.expressions = new ExpressionParser(this.text, this);
    }

    /** Parses a text as statements. Throws ShellException if the text has a syntax error, or ends too early. */
    static List<Statement> parse(String text) {
        StatementParser parser = new StatementParser(text);
        List<Statement> statements = parser.statements();
        if (!parser.text.atEnd()) {
            throw parser.text.wrong("'" + parser.text.peek() + "' has no matching opening bracket");
        }
        return statements;
    }

    /** Parses statements up to the end of the text, or up to a closing bracket. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        skipEnds();
        while (!text.atEnd() && text.peek() != '}' && text.peek() != ')') {
            statements.add(statement());
            text.skipBlanks();
            if (!text.atEnd() && "\n;})".indexOf(text.peek()) < 0 && !statementEndsWithBlock(statements)) {
                throw text.wrong("'" + text.peek() + "' is unexpected; end the statement with ; or a new line");
            }
            skipEnds();
        }
        return statements;
    }

    private static boolean statementEndsWithBlock(List<Statement> statements) {
        return statements.get(statements.size() - 1) instanceof If;
    }

    private void skipEnds() {
        text.skipLines();
        while (text.take(";")) {
            text.skipLines();
        }
    }

    private Statement statement() {
        int line = text.line();
        int place = text.place();
        if (text.peek() == '$' && text.peek(1) != '(') {
            Expression target = expressions.postfix();
            text.skipBlanks();
            if (text.sees(CALCULATES)) {
                throw text.wrong("'" + text.take(CALCULATES) + "': the shell does not calculate; it has = and +=");
            }
            String sign = text.take(ASSIGNS);
            if (!sign.isEmpty()) {
                return assignment(line, target, sign.equals("+="));
            }
            text.goBack(place);
        }
        String word = text.take(WORD);
        if (word.equalsIgnoreCase("if")) {
            return condition(line);
        }
        if (ENDS_HERE.matcher(word).matches()) {
            throw text.wrong("'" + word + "' has no if before it. Where lines are typed one by one, " + word
                    + " must be on the same line as the bracket that closes the if");
        }
        text.goBack(place);
        return pipeline(line);
    }

    private Statement assignment(int line, Expression target, boolean adds) {
        if (!(target instanceof Variable || target instanceof Property || target instanceof Item)) {
            throw text.wrong("the left side of = must be a variable, a property or an item");
        }
        text.skipLines();
        if (text.atEnd()) {
            throw text.incomplete("the right side of = is missing");
        }
        return new Assign(line, target, adds, statement());
    }

    private Statement condition(int line) {
        List<Branch> branches = new ArrayList<>();
        branches.add(branch());
        while (true) {
            int place = text.place();
            text.skipLines();
            String word = text.take(ENDS_HERE).toLowerCase(Locale.ROOT);
            if (word.equals("elseif")) {
                branches.add(branch());
            } else if (word.equals("else")) {
                return new If(line, List.copyOf(branches), block());
            } else {
                text.goBack(place);
                return new If(line, List.copyOf(branches), List.of());
            }
        }
    }

    private Branch branch() {
        text.skipLines();
        if (text.atEnd()) {
            throw text.incomplete("if has no condition yet");
        }
        if (text.peek() != '(') {
            throw text.wrong("the condition of if must be in (…)");
        }
        int line = text.line();
        Expression condition = expressions.group();
        return new Branch(new Pipeline(line, List.of(new Value(condition))), block());
    }

    private List<Statement> block() {
        text.skipLines();
        if (text.atEnd()) {
            throw text.incomplete("the statements of if must be in {…}");
        }
        if (text.peek() != '{') {
            throw text.wrong("the statements of if must be in {…}");
        }
        return expressions.braced();
    }

    private Pipeline pipeline(int line) {
        List<Stage> stages = new ArrayList<>();
        do {
            text.skipLines();
            if (text.atEnd()) {
                throw text.incomplete("a command is missing after |");
            }
            stages.add(stage());
            text.skipBlanks();
            if (text.sees(REDIRECTS)) {
                throw text.wrong("'" + text.take(REDIRECTS)
                        + "': the shell does not redirect. Write | Out-File FILE, or | Out-Null");
            }
        } while (text.take("|"));
        return new Pipeline(line, List.copyOf(stages));
    }

    private Stage stage() {
        if (text.peek() == '&') {
            return called();
        }
        if (!text.sees(WORD)) {
            return new Value(expressions.expression());
        }
        String word = text.take(WORD);
        String missing = UnsupportedSyntax.word(word);
        if (missing != null) {
            throw text.wrong(missing);
        }
        if (DRIVE.matcher(word).matches() && !SCRIPT.matcher(word).matches()) {
            throw text.wrong("'" + word + OWN_COMMANDS);
        }
        List<Argument> arguments = arguments();
        missing = UnsupportedSyntax.object(word, arguments);
        if (missing != null) {
            throw text.wrong(missing);
        }
        return new Command(commandName(word), arguments);
    }

    /** Parses {@code & "C:\…\Configure-EnterprisePartnerApplication.ps1"}: a script of the product, by its path. */
    private Stage called() {
        text.next();
        text.skipBlanks();
        boolean quoted = text.seesSingleQuote() || text.seesDoubleQuote();
        String path = quoted && expressions.postfix() instanceof Literal literal
                ? String.valueOf(literal.value())
                : text.take(WORD);
        if (!SCRIPT.matcher(path).matches()) {
            throw text.wrong("'&" + OWN_COMMANDS);
        }
        return new Command(commandName(path), arguments());
    }

    /** The cmdlet for a script such as {@code .\Configure-EnterprisePartnerApplication.ps1} in any folder. */
    private static String commandName(String word) {
        return SCRIPT.matcher(word).matches() ? SCRIPT.matcher(word).replaceFirst("$1") : word;
    }

    private List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        text.skipBlanks();
        while (!text.atEnd() && "\n;|)}".indexOf(text.peek()) < 0) {
            if (text.sees(REDIRECTS) || text.peek() == '&') {
                break;
            }
            if (!text.take(SWITCH).isEmpty()) {
                arguments.add(named());
            } else {
                arguments.add(new Argument(null, expressions.argument()));
            }
            text.skipBlanks();
        }
        return List.copyOf(arguments);
    }

    private Argument named() {
        String name = text.take(PARAMETER);
        if (!text.take(":")) {
            return new Argument(name, null);
        }
        text.skipBlanks();
        return new Argument(name, expressions.argument());
    }
}
