package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellException.Kind;
import org.s2slab.shell.SyntaxTree.Assign;
import org.s2slab.shell.SyntaxTree.Binary;
import org.s2slab.shell.SyntaxTree.Branch;
import org.s2slab.shell.SyntaxTree.Call;
import org.s2slab.shell.SyntaxTree.Command;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.Group;
import org.s2slab.shell.SyntaxTree.If;
import org.s2slab.shell.SyntaxTree.Item;
import org.s2slab.shell.SyntaxTree.ListOf;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Not;
import org.s2slab.shell.SyntaxTree.OfType;
import org.s2slab.shell.SyntaxTree.Pipeline;
import org.s2slab.shell.SyntaxTree.Property;
import org.s2slab.shell.SyntaxTree.Script;
import org.s2slab.shell.SyntaxTree.Stage;
import org.s2slab.shell.SyntaxTree.Statement;
import org.s2slab.shell.SyntaxTree.TableOf;
import org.s2slab.shell.SyntaxTree.Text;
import org.s2slab.shell.SyntaxTree.Value;
import org.s2slab.shell.SyntaxTree.Variable;

/** Executes parsed statements one after the other. */
final class Interpreter {
    private final ShellSession session;
    private final ValueMethods methods = new ValueMethods(this);

    Interpreter(ShellSession session) {
        this.session = session;
    }

    ShellSession session() {
        return session;
    }

    /** Executes statements one after the other, and prints the output of each. */
    void execute(List<Statement> statements) {
        statements.forEach(statement -> session.screen().show(unlessFailed(statement)));
    }

    /** Executes statements, and returns all output objects. */
    List<@Nullable Object> write(List<Statement> statements) {
        List<@Nullable Object> written = new ArrayList<>();
        statements.forEach(statement -> written.addAll(unlessFailed(statement)));
        return written;
    }

    /** The output of a statement. A failure ends only this statement, unless the script requires a stop. */
    private List<@Nullable Object> unlessFailed(Statement statement) {
        try {
            return write(statement);
        } catch (ShellException e) {
            if (e.kind() != Kind.FAILED) {
                throw e;
            }
            session.pass(e, session.errorAction());
            return List.of();
        }
    }

    /** Executes a statement and returns its output objects. A ShellException contains the statement's line. */
    List<@Nullable Object> write(Statement statement) {
        try {
            if (statement instanceof Assign assign) {
                assign(assign);
                return List.of();
            }
            if (statement instanceof If condition) {
                return condition(condition);
            }
            return pipeline((Pipeline) statement);
        } catch (ShellException e) {
            throw e.at(statement.line());
        }
    }

    private List<@Nullable Object> condition(If condition) {
        for (Branch branch : condition.branches()) {
            if (ValueConverter.isTrue(value(branch.condition()))) {
                return write(branch.body());
            }
        }
        return write(condition.otherwise());
    }

    /** The value of a statement. A single expression keeps its value unchanged, for instance a list with one item. */
    private @Nullable Object value(Statement statement) {
        if (statement instanceof Pipeline pipeline
                && pipeline.stages().size() == 1
                && pipeline.stages().get(0) instanceof Value alone) {
            try {
                return value(alone.expression());
            } catch (ShellException e) {
                throw e.at(statement.line());
            }
        }
        return ValueConverter.whole(write(statement));
    }

    private List<@Nullable Object> pipeline(Pipeline pipeline) {
        List<@Nullable Object> passed = null;
        for (Stage stage : pipeline.stages()) {
            if (stage instanceof Command command) {
                passed = run(command, passed);
            } else if (passed == null) {
                passed = ValueConverter.items(value(((Value) stage).expression()));
            } else {
                throw ShellException.failed("| must be followed by a command; a value can only be first");
            }
        }
        return passed == null ? List.of() : passed;
    }

    private List<@Nullable Object> run(Command command, @Nullable List<@Nullable Object> input) {
        BuiltInCommand own = session.commands().find(command.name());
        Supplier<List<@Nullable Object>> run;
        ArgumentBinder arguments;
        if (own != null) {
            arguments = ArgumentBinder.bind(own.help(), command.arguments(), this::value);
            run = () -> own.action().run(new BuiltInCommand.Run(this, arguments, input));
        } else {
            NodeCmdlets.Known known = session.cmdlets().find(command.name());
            arguments = ArgumentBinder.bind(known.help(), command.arguments(), this::value);
            run = () -> new CmdletInvocation(session, known, arguments).each(input);
        }
        String onError = arguments.taken("ErrorAction", session.errorAction());
        try {
            return session.quietly(arguments.taken("WarningAction", "").startsWith("silently"), run);
        } catch (ShellException e) {
            if (e.kind() != Kind.FAILED) {
                throw e;
            }
            session.pass(e, onError);
            return List.of();
        }
    }

    private void assign(Assign assign) {
        Object value = value(assign.value());
        if (assign.target() instanceof Variable variable) {
            boolean adds = assign.adds() && session.knows(variable.name());
            session.set(variable.name(), adds ? ValueOperators.apply("+", session.get(variable.name()), value) : value);
            return;
        }
        if (assign.adds()) {
            value = ValueOperators.apply("+", value(assign.target()), value);
        }
        if (assign.target() instanceof Property property && value(property.of()) instanceof ShellObject object) {
            object.set(property.name(), value);
        } else if (assign.target() instanceof Item item && value(item.of()) instanceof ShellObject object) {
            object.set(ValueConverter.text(value(item.index())), value);
        } else {
            throw ShellException.failed("the value left of = has no property that can be set");
        }
    }

    /** The value of an expression. */
    @Nullable
    Object value(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof Variable variable) {
            return session.get(variable.name());
        }
        if (expression instanceof Text text) {
            StringBuilder filled = new StringBuilder();
            text.parts().forEach(part -> filled.append(ValueConverter.text(value(part))));
            return filled.toString();
        }
        if (expression instanceof Property property) {
            return ValueConverter.property(value(property.of()), property.name());
        }
        if (expression instanceof Group group) {
            return group(group);
        }
        if (expression instanceof Binary binary) {
            return binary(binary);
        }
        return compound(expression);
    }

    private @Nullable Object compound(Expression expression) {
        if (expression instanceof ListOf list) {
            return values(list.items());
        }
        if (expression instanceof TableOf table) {
            ShellObject made = new ShellObject(null);
            table.entries().forEach((name, each) -> made.with(name, value(each)));
            return made;
        }
        if (expression instanceof Item item) {
            return ValueConverter.item(value(item.of()), value(item.index()));
        }
        if (expression instanceof Call call) {
            return methods.call(value(call.of()), call.method(), values(call.arguments()));
        }
        if (expression instanceof OfType ofType) {
            return DotNetTypes.call(ofType.type(), ofType.member(), values(ofType.arguments()), session::file);
        }
        if (expression instanceof Not not) {
            return !ValueConverter.isTrue(value(not.of()));
        }
        return expression instanceof Script script ? script : null;
    }

    private List<@Nullable Object> values(List<Expression> expressions) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(value(expression)));
        return values;
    }

    private @Nullable Object group(Group group) {
        List<Statement> statements = group.statements();
        if (!group.list()) {
            return statements.size() == 1 ? value(statements.get(0)) : ValueConverter.whole(write(statements));
        }
        return new ArrayList<>(
                statements.size() == 1 ? ValueConverter.items(value(statements.get(0))) : write(statements));
    }

    private @Nullable Object binary(Binary binary) {
        Object left = value(binary.left());
        return switch (binary.operator()) {
            case "and" -> ValueConverter.isTrue(left) && ValueConverter.isTrue(value(binary.right()));
            case "or" -> ValueConverter.isTrue(left) || ValueConverter.isTrue(value(binary.right()));
            default -> ValueOperators.apply(binary.operator(), left, value(binary.right()));
        };
    }

    /** The output of statements for one object, which is their variable {@code $_}. */
    List<@Nullable Object> each(@Nullable Object object, Script script) {
        return session.with("_", object, () -> write(script.statements()));
    }
}
