package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the cmdlet of a step and its parameters, as the node does when it runs the cmdlet. */
record CmdletStepCheck(ScriptProblems problems, Step step, String role, String cmdlet) {
    void check() {
        YamlNode run = step.written().get("run");
        Optional<String> unknown = ProductCatalog.cmdlet(role, cmdlet);
        if (!expects("The term '" + cmdlet + "' is not recognized as the name of a cmdlet")) {
            tell(run, unknown.map(problem -> "run: " + problem));
        }
        YamlNode with = step.written().get("with");
        boolean named = unknown.isEmpty();
        Map<String, YamlNode> given = with == null ? Map.of() : with.members();
        for (Map.Entry<String, YamlNode> each : given.entrySet()) {
            Optional<String> problem = ProductCatalog.parameter(role, cmdlet, each.getKey());
            named &= problem.isEmpty();
            if (!expects("A parameter cannot be found that matches parameter name '" + each.getKey() + "'")) {
                tell(each.getValue(), problem);
            }
        }
        if (named && isMeantToPass(step.written())) {
            tell(
                    with == null ? run : with,
                    ProductCatalog.form(role, cmdlet, with == null ? new JsonObject() : with.object()));
        }
    }

    /** Whether a step expects success: it expects no error, and no status other than 2xx. */
    static boolean isMeantToPass(YamlNode step) {
        YamlNode expect = step.get("expect");
        String status = expect == null ? null : expect.text("status");
        return expect == null || (expect.get("error") == null && (status == null || status.startsWith("2")));
    }

    /** Whether the step expects the node's refusal of an unknown name, with the text of this refusal. */
    private boolean expects(String refusal) {
        YamlNode expect = step.written().get("expect");
        YamlNode error = expect == null ? null : expect.get("error");
        String words = error == null
                ? null
                : error.scalar() == null
                        ? error.text("message")
                        : error.scalar().toString();
        return words != null && words.contains(" ") && refusal.contains(words);
    }

    private void tell(@Nullable YamlNode at, Optional<String> problem) {
        problem.ifPresent(
                text -> problems.add(step.source(), at == null ? step.written().line() : at.line(), text));
    }
}
