package org.s2slab.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.NodeState;
import org.s2slab.diagnosis.doctor.ObservedDifference;
import org.s2slab.diagnosis.doctor.ProbeCall;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.YamlNode;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.engine.text.TextTruncator;

/**
 * Removes secrets from a run before it is reported: the configured credentials, and every text that looks like a
 * secret. All reports are written from the result of this class, so that formats and templates need no redaction.
 */
record ReportRedactor(SecretCollector secrets) {
    static RunReport of(RunReport run) {
        return new RunReport(
                run.scenarios().stream()
                        .map(scenario -> new ReportRedactor(scenario.result().secrets()).scenario(scenario))
                        .toList(),
                run.began(),
                run.took());
    }

    /** A copy of a scenario's report without secrets. */
    ScenarioReport scenario(ScenarioReport scenario) {
        Diagnosis trust = scenario.trust();
        return new ScenarioReport(
                result(scenario.result()),
                trust == null ? null : trust(trust),
                scenario.wire().with(this::text));
    }

    private ScenarioResult result(ScenarioResult result) {
        Scenario scenario = result.scenario();
        List<Step> steps = scenario.steps().stream().map(this::step).toList();
        Scenario told = new Scenario(
                text(scenario.source()),
                text(scenario.name()),
                text(scenario.shows()),
                scenario.topology(),
                new Scenario.Chain(
                        scenario.chain().after(),
                        scenario.chain().then(),
                        scenario.chain().before()),
                scenario.cells(),
                steps,
                scenario.hops(),
                scenario.never(),
                YamlNode.scalar(0, null));
        return new ScenarioResult(
                told,
                result.plan(),
                result.began(),
                result.steps().stream().map(this::played).toList(),
                texts(result.problems()),
                texts(result.unfinished()),
                result.took(),
                texts(result.warnings()),
                secrets);
    }

    private Step step(Step step) {
        return new Step(
                text(step.source()),
                YamlNode.scalar(step.line(), null),
                text(step.title()),
                step.kind(),
                json(step.fields()),
                step.name(),
                json(step.expectation()),
                step.hops(),
                step.never());
    }

    /** A copy of a step's result without secrets. */
    StepResult played(StepResult result) {
        return new StepResult(
                step(result.step()),
                json(result.fields()),
                result.traceId(),
                texts(result.problems()),
                result.hops().stream().map(this::hop).toList(),
                result.took());
    }

    private ObservedHop hop(ObservedHop hop) {
        return new ObservedHop(
                new ObservedHop.Place(
                        hop.place().at(), hop.place().traceId(), hop.place().spanId()),
                hop.kind(),
                hop.node(),
                new ObservedHop.Peers(
                        orNull(hop.peers().claimed()),
                        hop.peers().actual(),
                        hop.peers().answerer(),
                        hop.peers().pools()),
                orNull(hop.resource()),
                orNull(hop.user()),
                hop.rule(),
                hop.detail() == null ? null : hop.detail().with(this::text),
                token(hop.token()),
                new HopOrigin(
                        hop.origin().kind(),
                        hop.origin().causes(),
                        texts(hop.origin().steps())));
    }

    private ObservedToken token(ObservedToken token) {
        return new ObservedToken(
                token.hash(),
                token.layers() == null ? null : json(token.layers()),
                token.checks().stream()
                        .map(check -> new ObservedRule(
                                check.rule(),
                                check.says(),
                                check.held(),
                                orNull(check.found()),
                                orNull(check.expected())))
                        .toList(),
                token.evidence());
    }

    /** A copy of a diagnosis. In the doctor's texts, only names are redacted, so that its cmdlets can be run. */
    private Diagnosis trust(Diagnosis trust) {
        List<TrustEdge> edges = trust.edges().stream().map(this::edge).toList();
        List<NodeState> nodes = trust.nodes().stream()
                .map(node -> new NodeState(
                        node.node(),
                        texts(node.observed()),
                        node.faults().stream().map(this::fault).toList(),
                        differences(node.differences())))
                .toList();
        return new Diagnosis(trust.at(), trust.user(), texts(trust.warnings()), nodes, edges, trust.pools());
    }

    private List<ObservedDifference> differences(List<ObservedDifference> all) {
        return all.stream()
                .map(difference ->
                        new ObservedDifference(secrets.without(difference.sentence()), lines(difference.cure())))
                .toList();
    }

    private List<CmdletFix> lines(List<CmdletFix> cure) {
        return cure.stream()
                .map(line -> new CmdletFix(line.node(), secrets.without(line.line())))
                .toList();
    }

    private TrustEdge edge(TrustEdge edge) {
        List<TrustFault> faults = edge.faults().stream().map(this::fault).toList();
        ProbeCall call = edge.call();
        ProbeCall told = call == null
                ? null
                : new ProbeCall(secrets.without(call.line()), call.taken(), secrets.without(call.said()));
        return new TrustEdge(
                edge.caller(),
                edge.resource(),
                edge.kind(),
                edge.verdict(),
                faults,
                told,
                differences(edge.differences()));
    }

    private TrustFault fault(TrustFault fault) {
        return new TrustFault(fault.code(), secrets.without(fault.sentence()), fault.breaks(), lines(fault.cure()));
    }

    private String text(String text) {
        return TextTruncator.text(secrets.without(text));
    }

    private List<String> texts(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    private @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** A copy in which every text is changed, at any depth, including the names of members. */
    private JsonObject json(JsonObject json) {
        JsonObject changed = new JsonObject();
        json.forEach(member -> changed.put(text(member.getKey()), json(member.getValue())));
        return changed;
    }

    private @Nullable Object json(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return json(object);
        }
        if (value instanceof JsonArray list) {
            JsonArray items = new JsonArray();
            list.forEach(item -> items.add(json(item)));
            return items;
        }
        return value instanceof String text ? text(text) : value;
    }
}
