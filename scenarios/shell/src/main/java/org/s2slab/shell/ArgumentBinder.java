package org.s2slab.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.CmdletHelp.Parameter;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Script;

/** Binds the arguments of a command to the command's parameters. */
final class ArgumentBinder {
    private final CmdletHelp help;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private ArgumentBinder(CmdletHelp help) {
        this.help = help;
    }

    /**
     * Assigns the written arguments to the parameters of a command.
     *
     * @param value evaluates an expression
     */
    static ArgumentBinder bind(CmdletHelp help, List<Argument> written, Function<Expression, @Nullable Object> value) {
        ArgumentBinder bound = new ArgumentBinder(help);
        List<Expression> unnamed = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Argument argument = written.get(i);
            String name = argument.name();
            Expression given = argument.value();
            if (name == null) {
                unnamed.add(given == null ? new Literal(null) : given);
                continue;
            }
            Parameter parameter = help.parameter(name);
            if (given == null && !parameter.isSwitch()) {
                if (i + 1 == written.size() || written.get(i + 1).name() != null) {
                    throw ShellException.failed(help.name() + ": missing an argument for parameter '" + parameter.name()
                            + "'. Give it a value of type " + parameter.type() + ".");
                }
                given = written.get(++i).value();
            }
            bound.put(parameter.name(), given == null ? true : evaluated(given, value));
        }
        bound.place(unnamed.stream().map(each -> evaluated(each, value)).toList());
        return bound;
    }

    private static @Nullable Object evaluated(Expression given, Function<Expression, @Nullable Object> value) {
        return given instanceof Script ? given : value.apply(given);
    }

    private void put(String name, @Nullable Object value) {
        if (values.containsKey(name)) {
            throw ShellException.failed(help.name() + ": cannot bind parameter because parameter '" + name
                    + "' is specified more than once. Give it once.");
        }
        values.put(name, value);
    }

    private void place(List<@Nullable Object> unnamed) {
        List<String> free = help.parameters().stream()
                .limit(help.positions())
                .map(Parameter::name)
                .filter(name -> !values.containsKey(name))
                .toList();
        for (int i = 0; i < unnamed.size(); i++) {
            if (i >= free.size()) {
                throw ShellException.failed(help.name()
                        + ": a positional parameter cannot be found that accepts argument '"
                        + ValueConverter.text(unnamed.get(i)) + "'. Give it by the parameter's name; Get-Help "
                        + help.name()
                        + " shows them.");
            }
            values.put(free.get(i), unnamed.get(i));
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return values.get(name);
    }

    /** The value of a parameter as text; null if it was not given. */
    @Nullable
    String text(String name) {
        Object value = values.get(name);
        return value == null ? null : ValueConverter.text(value);
    }

    /** The items of a list, or a single value as a list; empty if the parameter was not given. */
    List<@Nullable Object> items(String name) {
        return ValueConverter.items(values.get(name));
    }

    List<String> texts(String name) {
        return items(name).stream().map(ValueConverter::text).toList();
    }

    boolean flag(String name) {
        return ValueConverter.isTrue(values.get(name));
    }

    /** The value of a parameter as a whole number. */
    int number(String name, int otherwise) {
        Double number = ValueConverter.number(values.get(name));
        if (has(name) && number == null) {
            throw ShellException.failed(
                    help.name() + ": -" + name + " takes a whole number, not '" + text(name) + "'.");
        }
        return number == null ? otherwise : number.intValue();
    }

    /** Removes and returns a value that only the shell uses. */
    String taken(String name, String otherwise) {
        Object value = values.remove(name);
        return value == null ? otherwise : ValueConverter.text(value).toLowerCase(Locale.ROOT);
    }

    Map<String, @Nullable Object> all() {
        return values;
    }

    CmdletHelp help() {
        return help;
    }
}
