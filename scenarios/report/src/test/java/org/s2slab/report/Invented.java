package org.s2slab.report;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.FaultCode;
import org.s2slab.diagnosis.doctor.NodeState;
import org.s2slab.diagnosis.doctor.ObservedDifference;
import org.s2slab.diagnosis.doctor.ProbeCall;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.language.YamlNode;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.WireMessage;
import org.s2slab.trace.WireRecord;

/** Runs that nobody played, for what no node lets happen. */
final class Invented {
    static final Instant MOMENT = Instant.parse("2026-03-01T12:00:00Z");

    private static final Topology ON_PREMISES = new ScenarioLibrary().topology("on-premises");

    private Invented() {}

    /** One cmdlet that failed. */
    static RunReport run(JsonObject fields, String problem) {
        Step step = new Step(
                "invented.yaml",
                YamlNode.scalar(5, null),
                "It " + problem,
                StepKind.RUN,
                fields,
                null,
                new JsonObject(),
                List.of(),
                List.of());
        return of(ON_PREMISES, "invented", "It " + problem, step, List.of(problem), List.of(), null);
    }

    /** A run in which this text stands wherever any text can stand. */
    static RunReport everywhere(String text) {
        Map<String, NodePlan> nodes = new LinkedHashMap<>();
        ON_PREMISES
                .nodes()
                .forEach((name, node) -> nodes.put(
                        name,
                        new NodePlan(
                                name,
                                node.role(),
                                node.online(),
                                List.of(text + "." + name),
                                node.groups(),
                                node.certificates(),
                                node.behaviors(),
                                node.limits(),
                                node.settings(),
                                node.telemetry())));
        Topology plan = new Topology(
                text,
                new Topology.Source(text, text),
                text,
                nodes,
                ON_PREMISES.tenants(),
                ON_PREMISES.people(),
                ON_PREMISES.contacts(),
                ON_PREMISES.policies(),
                ON_PREMISES.policyDates());
        JsonObject fields =
                new JsonObject().put("on", "lync").put("run", text).put("with", new JsonObject().put(text, text));
        Step step = new Step(
                text,
                YamlNode.scalar(5, null),
                text,
                StepKind.RUN,
                fields,
                null,
                new JsonObject(),
                List.of(),
                List.of());
        List<ObservedHop> hops = new ArrayList<>();
        for (HopKind kind : HopKind.values()) {
            hops.add(hop(kind, text));
        }
        TrustFault fault = new TrustFault(FaultCode.CLOCK_SKEW, text, null, List.of(new CmdletFix("lync", text)));
        ObservedDifference difference = new ObservedDifference(text, List.of(new CmdletFix("lync", text)));
        TrustEdge broken = new TrustEdge(
                "lync",
                "exchange",
                TrustEdge.Kind.PARTNER_APPLICATION,
                new EdgeVerdict(EdgeVerdict.Word.BROKEN, null),
                List.of(fault),
                new ProbeCall(text, false, text),
                List.of(difference));
        NodeState state = new NodeState("lync", List.of(text), List.of(fault), List.of(difference));
        return of(
                plan,
                text,
                text,
                step,
                List.of(text),
                hops,
                new Diagnosis(MOMENT, text, List.of(text), List.of(state), List.of(broken)));
    }

    private static ObservedHop hop(HopKind kind, String text) {
        JsonObject layer = new JsonObject()
                .put("header", new JsonObject().put("x5t", text))
                .put("claims", new JsonObject().put("iss", text).put(text, text));
        JsonObject layers = new JsonObject().put("outer", layer).put("actor", layer.copy());
        ObservedRule check = new ObservedRule("F2", text, false, text, text);
        ObservedToken token = new ObservedToken("hash-" + kind, layers, List.of(check), null);
        return new ObservedHop(
                new ObservedHop.Place(MOMENT, text, text),
                kind,
                "lync",
                new ObservedHop.Peers(text, "exchange", "exchange", Map.of()),
                text,
                text,
                "F2",
                detail(kind, text),
                token,
                new HopOrigin(HopOrigin.Kind.LATER, List.of(text), List.of(text)));
    }

    private static HopDetail detail(HopKind kind, String text) {
        return switch (kind) {
            case ASKED, CALLED -> new HopDetail.Call(text, text);
            case SIGNED, TOKEN_ASKED, TOKEN_ISSUED, REUSED -> new HopDetail.TokenFor(text);
            case METADATA_READ -> new HopDetail.Metadata(text);
            case FAILED, METADATA_REFUSED -> new HopDetail.Failure(FailureCause.REFUSED, text, text, 401, text, text);
            default -> new HopDetail.Finding(text, text, text, text);
        };
    }

    private static RunReport of(
            Topology plan,
            String name,
            String shows,
            Step step,
            List<String> problems,
            List<ObservedHop> hops,
            @org.jspecify.annotations.Nullable Diagnosis trust) {
        Scenario scenario = new Scenario(
                "invented.yaml",
                name,
                shows,
                "on-premises",
                new Scenario.Chain(null, null, 0),
                List.of(),
                List.of(step),
                List.of(),
                List.of(),
                YamlNode.scalar(1, null));
        StepResult result = new StepResult(step, step.fields(), "trace", problems, hops, Duration.ofMillis(3));
        ScenarioResult played = new ScenarioResult(
                scenario,
                plan,
                MOMENT,
                List.of(result),
                problems,
                problems,
                Duration.ofMillis(5),
                trust == null ? List.of() : trust.warnings(),
                SecretCollector.of(plan, scenario.steps()));
        WireMessage message = new WireMessage(name, List.of(name), name, null);
        WireLookup wire =
                new WireLookup(List.of(new WireRecord("lync", name, name, name, MOMENT, MOMENT, message, message)));
        return new RunReport(List.of(new ScenarioReport(played, trust, wire)), MOMENT, Duration.ofMillis(6));
    }

    /** The same run with its hops over and over, until there are so many, each token made anew each time. */
    static RunReport repeated(RunReport run, int count) {
        ScenarioResult result = run.results().get(0);
        List<StepResult> steps = new ArrayList<>();
        int hops = 0;
        for (int round = 0; hops < count; round++) {
            for (StepResult step : result.steps()) {
                int left = Math.max(0, count - hops);
                String mark = "-" + round;
                List<ObservedHop> again = step.hops().stream()
                        .limit(left)
                        .map(hop -> again(hop, mark))
                        .toList();
                hops += again.size();
                steps.add(with(step, again));
            }
        }
        ScenarioResult longer = with(result, steps);
        return new RunReport(
                List.of(new ScenarioReport(longer, run.scenarios().get(0).trust())), run.began(), run.took());
    }

    /** The same run with at most so many hops of each kind in each scenario. */
    static RunReport shortened(RunReport run, int most) {
        List<ScenarioReport> scenarios = new ArrayList<>();
        for (ScenarioReport one : run.scenarios()) {
            Map<HopKind, AtomicInteger> seen = new EnumMap<>(HopKind.class);
            List<StepResult> steps = one.result().steps().stream()
                    .map(step -> with(
                            step,
                            step.hops().stream()
                                    .filter(hop -> seen.computeIfAbsent(hop.kind(), none -> new AtomicInteger())
                                                    .incrementAndGet()
                                            <= most)
                                    .toList()))
                    .toList();
            scenarios.add(new ScenarioReport(with(one.result(), steps), one.trust(), one.wire()));
        }
        return new RunReport(scenarios, run.began(), run.took());
    }

    private static StepResult with(StepResult step, List<ObservedHop> hops) {
        return new StepResult(step.step(), step.fields(), step.traceId(), step.problems(), hops, step.took());
    }

    private static ScenarioResult with(ScenarioResult result, List<StepResult> steps) {
        return new ScenarioResult(
                result.scenario(),
                result.plan(),
                result.began(),
                steps,
                result.problems(),
                result.unfinished(),
                result.took(),
                result.warnings(),
                result.secrets());
    }

    private static ObservedHop again(ObservedHop hop, String mark) {
        ObservedToken token = hop.token();
        ObservedToken other = token.hash() == null
                ? token
                : new ObservedToken(token.hash() + mark, token.layers(), token.checks(), token.evidence());
        return new ObservedHop(
                new ObservedHop.Place(
                        hop.place().at(), hop.place().traceId(), hop.place().spanId()),
                hop.kind(),
                hop.node(),
                hop.peers(),
                hop.resource(),
                hop.user(),
                hop.rule(),
                hop.detail(),
                other,
                hop.origin());
    }
}
