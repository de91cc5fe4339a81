package org.s2slab.shell;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellException.Kind;
import org.s2slab.shell.SyntaxTree.Argument;
import org.s2slab.shell.SyntaxTree.Command;
import org.s2slab.shell.SyntaxTree.Expression;
import org.s2slab.shell.SyntaxTree.ListOf;
import org.s2slab.shell.SyntaxTree.Literal;
import org.s2slab.shell.SyntaxTree.Pipeline;

/**
 * Parses a line that runs one cmdlet with literal values: {@code Verb-Noun -Name value -Switch}. A node accepts the
 * result on its management port as {@code POST /cmdlets/name}.
 *
 * @param name the name of the cmdlet
 * @param parameters values by parameter name: {@code true} if a parameter has no value, a list for values with commas
 */
public record CmdletLineParser(String name, JsonObject parameters) {
    /**
     * Parses a line.
     *
     * @throws ShellException if the line is not one cmdlet with named parameters, or if it contains a variable
     */
    public static CmdletLineParser parse(String line) {
        var statements = StatementParser.parse(line);
        if (statements.size() != 1
                || !(statements.get(0) instanceof Pipeline pipeline)
                || pipeline.stages().size() != 1
                || !(pipeline.stages().get(0) instanceof Command command)) {
            throw wrong("expected one cmdlet with its parameters and nothing else, found: " + line);
        }
        return new CmdletLineParser(command.name(), parameters(command.arguments()));
    }

    private static JsonObject parameters(List<Argument> arguments) {
        JsonObject parameters = new JsonObject();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            String name = argument.name();
            if (name == null) {
                throw wrong("a value has no parameter name; write -NAME before the value");
            }
            Expression value = argument.value();
            if (value == null
                    && i + 1 < arguments.size()
                    && arguments.get(i + 1).name() == null) {
                value = arguments.get(++i).value();
            }
            if (parameters.containsKey(name)) {
                throw wrong("-" + name + " is given more than once");
            }
            parameters.put(name, value == null ? true : value(value));
        }
        return parameters;
    }

    private static @Nullable Object value(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof ListOf list) {
            JsonArray values = new JsonArray();
            list.items().forEach(item -> values.add(value(item)));
            return values;
        }
        throw wrong("a value is not constant; write the value itself in the line");
    }

    private static ShellException wrong(String message) {
        return new ShellException(Kind.LANGUAGE, 0, message);
    }
}
