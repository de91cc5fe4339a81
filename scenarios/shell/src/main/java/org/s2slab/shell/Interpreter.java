package org.s2slab.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellException.Kind;
import org.s2slab.shell.Syntax.Assign;
import org.s2slab.shell.Syntax.Binary;
import org.s2slab.shell.Syntax.Branch;
import org.s2slab.shell.Syntax.Call;
import org.s2slab.shell.Syntax.Command;
import org.s2slab.shell.Syntax.Expression;
import org.s2slab.shell.Syntax.Group;
import org.s2slab.shell.Syntax.If;
import org.s2slab.shell.Syntax.Item;
import org.s2slab.shell.Syntax.ListOf;
import org.s2slab.shell.Syntax.Literal;
import org.s2slab.shell.Syntax.Not;
import org.s2slab.shell.Syntax.OfType;
import org.s2slab.shell.Syntax.Pipeline;
import org.s2slab.shell.Syntax.Property;
import org.s2slab.shell.Syntax.Script;
import org.s2slab.shell.Syntax.Stage;
import org.s2slab.shell.Syntax.Statement;
import org.s2slab.shell.Syntax.TableOf;
import org.s2slab.shell.Syntax.Text;
import org.s2slab.shell.Syntax.Value;
import org.s2slab.shell.Syntax.Variable;

/** Does what was read, one statement after the other. */
final class Interpreter {
    private final Session session;
    private final Methods methods = new Methods(this);

    Interpreter(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** What statements write, each object by itself. */
    List<@Nullable Object> write(List<Statement> statements) {
        List<@Nullable Object> written = new ArrayList<>();
        statements.forEach(statement -> written.addAll(write(statement)));
        return written;
    }

    /** What a statement writes, each object by itself; a ShellException tells its line. */
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
            if (Values.isTrue(value(branch.condition()))) {
                return write(branch.body());
            }
        }
        return write(condition.otherwise());
    }

    /** A statement as one value; one that is an expression alone keeps it as it is, a list of one item among them. */
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
        return Values.whole(write(statement));
    }

    private List<@Nullable Object> pipeline(Pipeline pipeline) {
        List<@Nullable Object> passed = null;
        for (Stage stage : pipeline.stages()) {
            if (stage instanceof Command command) {
                passed = run(command, passed);
            } else if (passed == null) {
                passed = Values.items(value(((Value) stage).expression()));
            } else {
                throw ShellException.failed("behind | stands a command; a value can only stand first");
            }
        }
        return passed == null ? List.of() : passed;
    }

    private List<@Nullable Object> run(Command command, @Nullable List<@Nullable Object> input) {
        BuiltIn own = session.commands().find(command.name());
        Supplier<List<@Nullable Object>> run;
        Arguments arguments;
        if (own != null) {
            arguments = Arguments.bind(own.help(), command.arguments(), this::value);
            run = () -> own.action().run(new BuiltIn.Run(this, arguments, input));
        } else {
            NodeCmdlets.Known known = session.cmdlets().find(command.name());
            arguments = Arguments.bind(known.help(), command.arguments(), this::value);
            run = () -> new NodeRun(session, known, arguments).each(input);
        }
        String onError = arguments.taken("ErrorAction", session.errorAction());
        try {
            return session.quietly(arguments.taken("WarningAction", "").startsWith("silently"), run);
        } catch (ShellException e) {
            if (e.kind() != Kind.FAILED || onError.equals("stop")) {
                throw e;
            }
            if (onError.equals("continue")) {
                session.tell(e);
            }
            return List.of();
        }
    }

    private void assign(Assign assign) {
        Object value = value(assign.value());
        if (assign.target() instanceof Variable variable) {
            boolean adds = assign.adds() && session.knows(variable.name());
            session.set(variable.name(), adds ? Operators.apply("+", session.get(variable.name()), value) : value);
            return;
        }
        if (assign.adds()) {
            value = Operators.apply("+", value(assign.target()), value);
        }
        if (assign.target() instanceof Property property && value(property.of()) instanceof ShellObject object) {
            object.set(property.name(), value);
        } else if (assign.target() instanceof Item item && value(item.of()) instanceof ShellObject object) {
            object.set(Values.text(value(item.index())), value);
        } else {
            throw ShellException.failed("left of = stands something that has no properties that could be set");
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
            text.parts().forEach(part -> filled.append(Values.text(value(part))));
            return filled.toString();
        }
        if (expression instanceof Property property) {
            return Values.property(value(property.of()), property.name());
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
            return item(value(item.of()), value(item.index()));
        }
        if (expression instanceof Call call) {
            return methods.call(value(call.of()), call.method(), values(call.arguments()));
        }
        if (expression instanceof OfType ofType) {
            return DotNet.call(ofType.type(), ofType.member(), values(ofType.arguments()));
        }
        if (expression instanceof Not not) {
            return !Values.isTrue(value(not.of()));
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
            return statements.size() == 1 ? value(statements.get(0)) : Values.whole(write(statements));
        }
        return new ArrayList<>(statements.size() == 1 ? Values.items(value(statements.get(0))) : write(statements));
    }

    private @Nullable Object binary(Binary binary) {
        Object left = value(binary.left());
        return switch (binary.operator()) {
            case "and" -> Values.isTrue(left) && Values.isTrue(value(binary.right()));
            case "or" -> Values.isTrue(left) || Values.isTrue(value(binary.right()));
            default -> Operators.apply(binary.operator(), left, value(binary.right()));
        };
    }

    private static @Nullable Object item(@Nullable Object of, @Nullable Object index) {
        if (of instanceof ShellObject object) {
            return object.get(Values.text(index));
        }
        Double number = Values.number(index);
        if (number == null && !(of instanceof List)) {
            return Values.property(of, Values.text(index));
        }
        if (number == null) {
            throw ShellException.failed("'[" + Values.text(index) + "]': items of a list are counted from 0");
        }
        List<@Nullable Object> items = Values.items(of);
        int place = number.intValue() < 0 ? items.size() + number.intValue() : number.intValue();
        return place >= 0 && place < items.size() ? items.get(place) : null;
    }

    /** What statements write for one object, which is {@code $_} to them. */
    List<@Nullable Object> each(@Nullable Object object, Script script) {
        return session.with("_", object, () -> write(script.statements()));
    }
}
