package org.s2slab.shell;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lines of the shell mean, as {@link StatementParser} found it. */
final class SyntaxTree {
    private SyntaxTree() {}

    /** Something that is done. */
    sealed interface Statement permits Assign, Pipeline, If {
        /** Where it begins, counted from 1. */
        int line();
    }

    /**
     * {@code $x = …}, {@code $x.Property = …}, {@code $x += …}.
     *
     * @param adds whether it adds to what was there
     */
    record Assign(int line, Expression target, boolean adds, Statement value) implements Statement {}

    /** Stages, each of which takes what the one before wrote. */
    record Pipeline(int line, List<Stage> stages) implements Statement {}

    /** The first branch whose condition holds, else {@code otherwise}. */
    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** A condition, and what is done when it holds. */
    record Branch(Statement condition, List<Statement> body) {}

    /** One stage of a pipeline. */
    sealed interface Stage permits Command, Value {}

    /** A command with its arguments, in their order: which name takes which value is known to who knows the command. */
    record Command(String name, List<Argument> arguments) implements Stage {}

    /** An expression that stands alone. */
    record Value(Expression expression) implements Stage {}

    /**
     * A part of a command line.
     *
     * @param name without its dash, or null for a value that has none
     * @param value null for a name that has none attached by a colon
     */
    record Argument(@Nullable String name, @Nullable Expression value) {}

    /** Something that has a value. */
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

    /** A value as it stands. */
    record Literal(@Nullable Object value) implements Expression {}

    record Variable(String name) implements Expression {}

    /** A text with values filled in. */
    record Text(List<Expression> parts) implements Expression {}

    /** Values with commas between. */
    record ListOf(List<Expression> items) implements Expression {}

    /** {@code @{name = value}}. */
    record TableOf(Map<String, Expression> entries) implements Expression {}

    /**
     * What statements write.
     *
     * @param list whether it is a list whatever they write, {@code @(…)}
     */
    record Group(List<Statement> statements, boolean list) implements Expression {}

    record Property(Expression of, String name) implements Expression {}

    record Item(Expression of, Expression index) implements Expression {}

    /** {@code $x.Method(…)}. */
    record Call(Expression of, String method, List<Expression> arguments) implements Expression {}

    /** {@code [Type]::Member(…)}, of the few {@link DotNet} has. */
    record OfType(String type, String member, List<Expression> arguments) implements Expression {}

    /** {@code left -operator right}; the operator in lower case, {@code +} among them. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record Not(Expression of) implements Expression {}

    /** {@code {…}}, which a command does for each object. */
    record Script(List<Statement> statements) implements Expression {}
}
