package org.s2slab.shell;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.text.TextTruncator;
import org.s2slab.shell.CmdletHelp.Parameter;
import org.s2slab.shell.ShellObject.Origin;
import org.s2slab.trace.HopKind;

/** Runs a cmdlet on its node. */
final class CmdletInvocation {
    private static final Set<String> SECRET_TYPES = Set.of("CREDENTIAL");

    private final ShellSession session;
    private final NodeCmdlets.Known cmdlet;
    private final JsonObject parameters = new JsonObject();

    CmdletInvocation(ShellSession session, NodeCmdlets.Known cmdlet, ArgumentBinder arguments) {
        this.session = session;
        this.cmdlet = cmdlet;
        arguments.all().forEach(this::put);
    }

    private void put(String name, @Nullable Object value) {
        parameters.put(name, ParameterEncoder.of(cmdlet.help().parameter(name), value));
    }

    static boolean isSecret(Parameter parameter) {
        return SECRET_TYPES.contains(parameter.type());
    }

    /** Runs the cmdlet once, or once for each object from the pipeline. */
    List<@Nullable Object> each(@Nullable List<@Nullable Object> input) {
        if (input == null) {
            return once();
        }
        List<@Nullable Object> written = new ArrayList<>();
        for (Object object : input) {
            if (object == null) {
                continue;
            }
            List<String> filled = fill(object);
            written.addAll(once());
            filled.forEach(parameters::remove);
        }
        return written;
    }

    /** Fills the identifying parameters with the values of an object. Returns the names of these parameters. */
    private List<String> fill(Object object) {
        List<String> filled = new ArrayList<>();
        List<Parameter> all = cmdlet.help().parameters();
        if (!(object instanceof ShellObject properties)) {
            all.stream()
                    .limit(cmdlet.help().positions())
                    .filter(parameter -> !parameters.containsKey(parameter.name()))
                    .forEach(parameter -> {
                        put(parameter.name(), object);
                        filled.add(parameter.name());
                    });
        } else {
            for (Parameter parameter : all) {
                boolean names = parameter.name().equals("Identity") || (parameter.mandatory() && filled.isEmpty());
                if (names
                        && !parameters.containsKey(parameter.name())
                        && ParameterEncoder.isNamedBy(parameter, properties)) {
                    put(parameter.name(), properties);
                    filled.add(parameter.name());
                }
            }
        }
        if (filled.isEmpty()) {
            throw ShellException.failed(
                    cmdlet.help().name()
                            + ": the input object cannot be bound to any parameters of the command. Give what it is about by name.");
        }
        return filled;
    }

    private List<@Nullable Object> once() {
        String name = cmdlet.help().name();
        Answer answer = cmdlet.node().run(name, parameters, null).await();
        JsonObject told = read(answer);
        if (answer.status() / 100 != 2) {
            throw refused(name, answer, told);
        }
        told.getJsonArray("warnings", new JsonArray())
                .forEach(warning -> session.warn(TextTruncator.text(String.valueOf(warning))));
        List<@Nullable Object> written = new ArrayList<>();
        Origin origin = new Origin(cmdlet.node().name(), name);
        told.getJsonArray("output", new JsonArray())
                .forEach(object -> written.add(ValueConverter.ofJson(object, origin)));
        return written;
    }

    private static JsonObject read(Answer answer) {
        try {
            return answer.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    private ShellException refused(String name, Answer answer, JsonObject told) {
        JsonObject error = told.getValue("error") instanceof JsonObject object ? object : new JsonObject();
        String message = error.getString("message", answer.status() + " " + answer.body());
        String rule = error.getString("rule");
        String failed = rule == null ? null : RuleReadings.failed(HopKind.REFUSED, rule);
        return ShellException.failed(name + " : " + message + "\n    + " + error.getString("code", "?")
                + (rule == null ? "" : ", rule " + rule) + ", at "
                + cmdlet.node().address().label() + ", trace "
                + error.getString("traceId", "unknown") + (failed == null ? "" : "\n    + " + failed));
    }

    /** Runs a Set- cmdlet with the changed properties of an object. */
    static void update(ShellSession session, NodeCmdlets.Known cmdlet, ShellObject object) {
        CmdletInvocation run =
                new CmdletInvocation(session, cmdlet, ArgumentBinder.bind(cmdlet.help(), List.of(), value -> null));
        for (Map.Entry<String, @Nullable Object> changed : object.changed().entrySet()) {
            run.put(changed.getKey(), changed.getValue());
        }
        boolean named = cmdlet.help().parameters().stream().anyMatch(parameter -> parameter.mandatory());
        if (named) {
            run.fill(object);
        }
        run.once();
    }
}
