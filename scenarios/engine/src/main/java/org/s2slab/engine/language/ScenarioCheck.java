package org.s2slab.engine.language;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Checks a scenario against its topology before a deployment starts. Every node, person, tenant, rule, counter, cmdlet
 * and parameter that the scenario names must exist. Values of variables are unknown until the scenario is played.
 */
public final class ScenarioCheck {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern APPLICATION = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The methods of RFC 9110 that a client sends to a server, PATCH (RFC 5789), and SharePoint's MERGE. */
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "MERGE");

    private final ScriptProblems problems;
    private final Topology plan;
    private final DeploymentNames names;
    private final SentenceCheck sentences;
    private final VariableCheck variables;

    private ScenarioCheck(ScriptProblems problems, Scenario scenario, Topology plan) {
        this.problems = problems;
        this.plan = plan;
        this.names = new DeploymentNames(plan);
        String mentioned =
                scenario.steps().stream().map(step -> step.fields().encode()).collect(Collectors.joining("\n"));
        this.sentences = new SentenceCheck(plan, mentioned);
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
        check.name(scenario.source(), scenario.written(), "at", ScenarioCheck::beginning);
    }

    private void step(Step step) {
        YamlNode written = step.written();
        String source = step.source();
        switch (step.kind()) {
            case RUN -> run(step);
            case SIGN_IN -> user(source, written, "sign-in");
            case CALL -> call(source, written);
            case TALK -> talk(source, written);
            case FORGE -> {
                name(source, written, "for", names::server);
                forged(source, written.get("forge"));
            }
            case PRESENT -> {
                name(source, written.get("present"), "to", names::server);
                name(source, written.get("present"), "method", ScenarioCheck::knownMethod);
                forged(source, inside(written.get("present"), "forge"));
            }
            case CLOCK -> {
                name(source, written.get("clock"), "node", names::node);
                name(source, written.get("clock"), "advance", ScenarioCheck::duration);
                name(source, written.get("clock"), "set", ScenarioCheck::moment);
            }
            case CUT, SLOW, HEAL -> link(source, written.get(step.kind().key()));
            case STOP, KILL, START -> name(source, written, step.kind().key(), names::node);
            case LOOK -> {}
        }
        name(source, written, "within", ScenarioCheck::duration);
        expectation(source, written.get("expect"));
        hops(source, written);
        variables.check(step);
    }

    private void run(Step step) {
        YamlNode written = step.written();
        name(step.source(), written, "on", names::node);
        NodePlan node = plan.nodes().get(String.valueOf(written.text("on")));
        String cmdlet = written.text("run");
        if (node != null && cmdlet != null && !cmdlet.contains("${")) {
            new CmdletStepCheck(problems, step, node.role(), cmdlet).check();
        }
    }

    private void user(String source, YamlNode written, String key) {
        tell(source, written.get(key), names.role("lync", "nobody can sign in to Lync"));
        // A step with its own password may name an unknown person.
        if (written.get("password") == null) {
            name(source, written, key, names::person);
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
        if (written.get("password") == null) {
            name(source, written, "as-user", names::person);
        }
    }

    private static Optional<String> method(String call) {
        String[] words = SPACES.split(call.strip(), -1);
        return words.length != 3 || words[1].contains("${") ? Optional.empty() : knownMethod(words[1]);
    }

    private static Optional<String> knownMethod(String method) {
        return METHODS.contains(method)
                ? Optional.empty()
                : Optional.of("'" + method + "' is not an HTTP method; expected one of " + String.join(", ", METHODS)
                        + NearestName.hint(method, METHODS));
    }

    private void talk(String source, YamlNode written) {
        tell(source, written.get("talk"), names.role("lync", "nobody can talk in Lync"));
        name(source, written.get("talk"), "from", names::person);
        name(source, written.get("talk"), "to", names::correspondent);
    }

    private void link(String source, @Nullable YamlNode link) {
        name(source, link, "from", names::node);
        name(source, link, "to", names::node);
        name(source, link, "delay", ScenarioCheck::duration);
        name(source, link, "jitter", ScenarioCheck::duration);
    }

    private void forged(String source, @Nullable YamlNode forge) {
        YamlNode actor = inside(forge, "actor");
        name(source, actor, "issuer", names::server);
        name(source, actor, "key", names::keyHolder);
        name(source, actor, "certificate", names::keyHolder);
        YamlNode assertion = inside(forge, "assertion");
        name(
                source,
                assertion,
                "issuer",
                id -> APPLICATION.matcher(id).matches() ? Optional.empty() : names.server(id));
        name(source, assertion, "key", names::keyHolder);
        name(source, assertion, "tenant", names::tenant);
    }

    private void expectation(String source, @Nullable YamlNode expect) {
        name(source, inside(expect, "error"), "rule", SentenceCheck::rule);
        members(inside(expect, "counters")).forEach((name, counters) -> {
            tell(source, counters, names.node(name));
            NodePlan node = plan.nodes().get(name);
            if (node != null) {
                members(counters)
                        .forEach((counter, rise) -> tell(source, rise, ProductCatalog.counter(node.role(), counter)));
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

    /** Checks the text of a key, if the text is present and contains no variable. */
    private void name(String source, @Nullable YamlNode node, String key, Function<String, Optional<String>> check) {
        YamlNode entry = inside(node, key);
        if (entry != null
                && entry.scalar() != null
                && !entry.scalar().toString().contains("${")) {
            tell(source, entry, check.apply(entry.scalar().toString()).map(problem -> key + ": " + problem));
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

    private static Optional<String> duration(String text) {
        return time(text, Duration::parse, "write P7D, PT10M or PT0.2S");
    }

    private static Optional<String> beginning(String text) {
        try {
            Instant unused = ClockChange.moment(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Optional<String> moment(String text) {
        return time(text, Instant::parse, "write 2027-01-31T12:00:00Z");
    }

    private static Optional<String> time(String text, Function<String, ?> parse, String help) {
        try {
            Object unused = parse.apply(text);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("'" + text + "' is no ISO 8601 time; " + help);
        }
    }
}
