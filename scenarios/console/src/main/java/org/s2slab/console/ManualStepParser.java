package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.shell.CmdletLineParser;
import org.s2slab.shell.ShellException;

/** Parses a step that a page sends: one step of the scenario language, as strictly as in a file. */
final class ManualStepParser {
    private ManualStepParser() {}

    /**
     * The step that runs a line of an administrator's shell.
     *
     * @param requested {@code node}, and {@code line}: one cmdlet with literal values
     */
    static Step cmdlet(JsonObject requested) {
        if (!(requested.getValue("node") instanceof String node)
                || !(requested.getValue("line") instanceof String line)
                || requested.size() != 2) {
            throw ConsoleError.BODY_WRONG.because("'node' and 'line', two texts, are needed and nothing else.");
        }
        try {
            CmdletLineParser cmdlet = CmdletLineParser.parse(line);
            return step(new JsonObject()
                    .put("do", line)
                    .put("on", node)
                    .put("run", cmdlet.name())
                    .put("with", cmdlet.parameters()));
        } catch (ShellException e) {
            throw ConsoleError.BODY_WRONG.because(String.valueOf(e.getMessage()));
        }
    }

    /** The step that shows the hops of shell lines. The shell runs these cmdlets, not the scenario language. */
    static Step typed(String node, String lines) {
        return step(new JsonObject().put("do", lines).put("on", node).put("run", lines));
    }

    /** A copy of a step to repeat it, without its expectations and without its name, which belong to the first time. */
    static Step again(Step step) {
        return new Step(
                step.source(),
                step.written(),
                step.title() + ", again",
                step.kind(),
                step.fields(),
                null,
                new JsonObject(),
                List.of(),
                List.of());
    }

    /** Parses a step. Throws ConsoleException with the parser's message if the JSON is not a step. */
    static Step step(JsonObject step) {
        JsonObject file = new JsonObject()
                .put("scenario", "by-hand")
                .put("shows", "A manual step.")
                .put("topology", "present")
                .put("steps", new JsonArray().add(step));
        try {
            // Every JSON text is also a YAML text.
            return ScenarioParser.read("manual step", file.encode()).steps().get(0);
        } catch (FileSyntaxException e) {
            throw ConsoleError.BODY_WRONG.because(String.valueOf(e.problem()));
        }
    }
}
