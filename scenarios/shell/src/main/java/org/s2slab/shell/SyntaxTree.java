package org.s2slab.shell;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The syntax tree of the shell language, as {@link StatementParser} builds it. */
final class SyntaxTree {
    private SyntaxTree() {}

    /** A statement. */
    sealed interface Statement permits Assign, Pipeline, If {
        /** The line where the statement begins, starting at 1. */
        int line();
    }

    /**
     * {@code $x = …}, {@code $x.Property = …} or {@code $x += …}.
     *
     * @param adds whether the value is added to the existing value
     */
    record Assign(int line, Expression target, boolean adds, Statement value) implements Statement {}

    /** A pipeline. Each stage receives the output of the preceding stage. */
    record Pipeline(int line, List<Stage> stages) implements Statement {}

    /** A conditional statement: the first branch with a true condition is executed, or {@code otherwise}. */
    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** A condition with the statements to execute if it is true. */
    record Branch(Statement condition, List<Statement> body) {}

    /** One stage of a pipeline. */
    sealed interface Stage permits Command, Value {}

    /** A command with its arguments in their order. Only the command's help assigns values to parameters. */
    record Command(String name, List<Argument> arguments) implements Stage {}

    /** An expression as a stage of a pipeline. */
    record Value(Expression expression) implements Stage {}

    /**
     * An argument of a command.
     *
     * @param name the name without its dash; null for a positional value
     * @param value null if the argument has no value after a colon
     */
    record Argument(@Nullable String name, @Nullable Expression value) {}

    /** An expression with a value. */
    sealed interface Expression
            permits Literal,
                    Variable,
                    Text,
                    ListOf,
                    TableOf,
                    Group,
                    Property,
                    Item,
                    Call,
                    OfType,
                    Binary,
                    Not,
                    Script {}

    /** A literal value. */
    record Literal(@Nullable Object value) implements Expression {}

    record Variable(String name) implements Expression {}

    /** A text with embedded expressions. */
    record Text(List<Expression> parts) implements Expression {}

    /** A comma-separated list of values. */
    record ListOf(List<Expression> items) implements Expression {}

    /** {@code @{name = value}}. */
    record TableOf(Map<String, Expression> entries) implements Expression {}

    /**
     * The output of statements.
     *
     * @param list whether the result is always a list, {@code @(…)}
     */
    record Group(List<Statement> statements, boolean list) implements Expression {}

    record Property(Expression of, String name) implements Expression {}

    record Item(Expression of, Expression index) implements Expression {}

    /** {@code $x.Method(…)}. */
    record Call(Expression of, String method, List<Expression> arguments) implements Expression {}

    /** {@code [Type]::Member(…)}, for the types that {@link DotNetTypes} supports. */
    record OfType(String type, String member, List<Expression> arguments) implements Expression {}

    /** {@code left -operator right}; the operator in lower case, or {@code +}. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record Not(Expression of) implements Expression {}

    /** {@code {…}}, a script block that a command executes for each object. */
    record Script(List<Statement> statements, String text) implements Expression {
        /** The source text, because a cmdlet of a node receives a filter in braces as text. */
        @Override
        public String toString() {
            return text;
        }
    }
}
