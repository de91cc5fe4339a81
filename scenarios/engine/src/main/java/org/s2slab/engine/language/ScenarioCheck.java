package org.s2slab.engine.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.TextOr;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Checks a scenario against its topology before a deployment starts. Every node, person, tenant, rule, counter, cmdlet
 * and parameter that the scenario names must exist. Values of variables are unknown until the scenario is played.
 */
public final class ScenarioCheck {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final ScriptProblems problems;
    private final Topology plan;
    private final DeploymentNames names;
    private final HopSentenceCheck sentences;
    private final VariableCheck variables;

    private ScenarioCheck(ScriptProblems problems, Scenario scenario, Topology plan) {
        this.problems = problems;
        this.plan = plan;
        this.names = new DeploymentNames(plan);
        String mentioned =
                scenario.steps().stream().map(step -> step.fields().encode()).collect(Collectors.joining("\n"));
        this.sentences = new HopSentenceCheck(plan, mentioned);
        this.variables = new VariableCheck(problems, plan);
    }

    /**
     * Checks a scenario.
     *
     * @throws FileSyntaxException with every problem
     */
    public static void require(Scenario scenario, Topology plan) {
        ScriptProblems problems = new ScriptProblems();
        check(problems, scenario, plan);
        problems.throwIfAny();
    }

    /** Adds every problem of a scenario, including the steps of other scenarios that are played with it. */
    public static void check(ScriptProblems problems, Scenario scenario, Topology plan) {
        ScenarioCheck check = new ScenarioCheck(problems, scenario, plan);
        scenario.steps().forEach(check::step);
        check.hops(scenario.source(), scenario.written());
        check.texts(scenario.source(), scenario.written(), ScenarioSchema.FILE);
    }

    private void step(Step step) {
        YamlNode written = step.written();
        String source = step.source();
        texts(source, written, ScenarioSchema.STEP);
        switch (step.kind()) {
            case RUN -> run(step);
            case SIGN_IN -> tell(source, written.get("sign-in"), names.role("lync", "nobody can sign in to Lync"));
            case CALL -> call(source, written);
            case GET_TOKEN -> tell(source, written.get("get-token"), names.role("authz", "nobody can get a token"));
            case TALK -> tell(source, written.get("talk"), names.role("lync", "nobody can talk in Lync"));
            default -> {}
        }
        counters(source, written.get("expect"));
        hops(source, written);
        variables.check(step);
    }

    /** Checks every text of a mapping of which the schema says what it names, unless it contains a variable. */
    private void texts(String source, YamlNode node, Fields schema) {
        for (Member member : schema.keys()) {
            YamlNode entry = node.get(member.name());
            YamlSchema shape = member.shape() instanceof TextOr either ? either.other() : member.shape();
            if (entry != null && shape instanceof Fields inner && entry.entries() != null) {
                texts(source, entry, inner);
            } else if (entry != null
                    && entry.scalar() != null
                    && shape instanceof Text text
                    && isKnownTo(node, text.meaning())) {
                String found = String.valueOf(entry.scalar());
                tell(
                        source,
                        entry,
                        found.contains("${")
                                ? Optional.empty()
                                : text.meaning().problem(names, found).map(problem -> member.name() + ": " + problem));
            }
        }
    }

    /** A step with a password of its own may name an unknown person. */
    private static boolean isKnownTo(YamlNode node, ReferenceKind meaning) {
        return meaning != ReferenceKind.PERSON || node.get("password") == null;
    }

    private void run(Step step) {
        YamlNode written = step.written();
        List<NodePlan> nodes = plan.pools().named(String.valueOf(written.text("on")));
        String cmdlet = written.text("run");
        if (!nodes.isEmpty() && cmdlet != null && !cmdlet.contains("${")) {
            new CmdletStepCheck(problems, step, nodes.get(0).role(), cmdlet).check();
        }
    }

    private void call(String source, YamlNode written) {
        String call = written.text("call");
        String server = call == null ? "" : SPACES.split(call.strip(), 2)[0];
        if (!server.isEmpty() && !server.contains("${")) {
            tell(source, written.get("call"), names.server(server));
        }
        if (CmdletStepCheck.isMeantToPass(written)) {
            tell(source, written.get("call"), method(call == null ? "" : call));
        }
    }

    private Optional<String> method(String call) {
        String[] words = SPACES.split(call.strip(), -1);
        return words.length != 3 || words[1].contains("${")
                ? Optional.empty()
                : ReferenceKind.METHOD.problem(names, words[1]);
    }

    private void counters(String source, @Nullable YamlNode expect) {
        members(inside(expect, "counters")).forEach((name, counters) -> {
            tell(source, counters, names.node(name));
            List<NodePlan> nodes = plan.pools().named(name);
            if (!nodes.isEmpty()) {
                members(counters)
                        .forEach((counter, rise) -> tell(
                                source,
                                rise,
                                ProductCatalog.counter(nodes.get(0).role(), counter)));
            }
        });
    }

    private void hops(String source, YamlNode written) {
        for (String key : List.of("hops", "never")) {
            YamlNode entry = written.get(key);
            List<YamlNode> lines = entry == null ? List.of() : entry.items() == null ? List.of(entry) : entry.items();
            for (YamlNode line : lines) {
                HopSentence.find(String.valueOf(line.scalar()))
                        .ifPresent(sentence -> sentences
                                .problems(sentence)
                                .forEach(problem -> problems.add(source, line.line(), key + ": " + problem)));
            }
        }
    }

    private void tell(String source, @Nullable YamlNode at, Optional<String> problem) {
        problem.ifPresent(text -> problems.add(source, at == null ? 0 : at.line(), text));
    }

    private static @Nullable YamlNode inside(@Nullable YamlNode node, String key) {
        return node == null ? null : node.get(key);
    }

    private static Map<String, YamlNode> members(@Nullable YamlNode node) {
        return node == null ? Map.of() : node.members();
    }
}
