package org.s2slab.engine.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.engine.deployment.Topology;

/** Checks that each {@code ${name.field}} begins with an earlier defined variable. Fields are not checked. */
final class VariableCheck {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern FIRST = Pattern.compile("\\s*([^.\\[\\]]+?)\\s*(?:[.\\[].*)?");
    private static final Pattern MOMENT = Pattern.compile("(?:now|epoch)(\\s*[+-].*)?");

    private final ScriptProblems problems;
    private final Set<String> known = new LinkedHashSet<>();

    VariableCheck(ScriptProblems problems, Topology plan) {
        this.problems = problems;
        known.addAll(plan.pools().names());
        known.addAll(List.of("topology", "tenants", "outsider", "now", "epoch"));
    }

    /** Checks a step, and records the variable that the step defines for later steps. */
    void check(Step step) {
        step.written().members().forEach((key, value) -> check(step.source(), value));
        if (step.name() != null) {
            known.add(step.name());
        }
    }

    private void check(String source, YamlNode node) {
        node.members().values().forEach(member -> check(source, member));
        if (node.items() != null) {
            node.items().forEach(item -> check(source, item));
        }
        if (node.scalar() instanceof String text) {
            Matcher variables = VARIABLE.matcher(text);
            while (variables.find()) {
                variable(source, node.line(), variables.group(1));
            }
        }
    }

    private void variable(String source, int line, String path) {
        Matcher first = FIRST.matcher(path);
        String name = first.matches() ? String.valueOf(first.group(1)) : path.strip();
        if (!known.contains(name) && !MOMENT.matcher(path.strip()).matches()) {
            problems.add(
                    source,
                    line,
                    "${" + path + "}: there is no variable '" + name + "'; expected one of " + String.join(", ", known)
                            + NearestName.hint(name, known));
        }
    }
}
