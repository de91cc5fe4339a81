package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.FaultCode;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioLibrary;

/** The map of invented diagnoses: pools as boxes with their servers, and one arrow between two of them. */
class TrustMapTest {
    private static final ScenarioLibrary LIBRARY = new ScenarioLibrary();
    private static final EdgeVerdict WORKS = new EdgeVerdict(EdgeVerdict.Word.HOLDS, null);
    private static final EdgeVerdict BROKEN = new EdgeVerdict(EdgeVerdict.Word.BROKEN, null);

    static Stream<Topology> topologies() {
        return LIBRARY.topologyNames().stream().map(LIBRARY::topology);
    }

    @Test
    void drawsAPoolAsOneBoxWithTheNamesOfItsServers() {
        Topology plan = LIBRARY.topology("customer-pools");
        TrustMap map = TrustMap.of(plan, TrustEdgeView.of(diagnosis(plan, (caller, resource) -> WORKS)));
        assertThat(map.boxes())
                .extracting(TrustMap.Box::name)
                .containsExactly("authz", "pool-berlin", "pool-munich", "exchange", "farm", "exchange-online");
        assertThat(map.boxes().get(1).members()).extracting(PoolMember::name).containsExactly("berlin-1", "berlin-2");
        assertThat(map.boxes().get(5).members()).isEmpty();
        assertThat(map.lines()).hasSize(18);
    }

    @Test
    void drawsOneArrowForAllServersAndNamesThoseThatDiffer() {
        Topology plan = LIBRARY.topology("lync-pools");
        Diagnosis diagnosis =
                diagnosis(plan, (caller, resource) -> caller.name().equals("berlin-2") ? BROKEN : WORKS);
        List<TrustEdgeView> edges = TrustEdgeView.of(diagnosis);
        assertThat(edges)
                .extracting(TrustEdgeView::sentence)
                .containsExactly(
                        "exchange trusts pool-berlin as a partner application: broken: berlin-2 (pool-berlin) → exchange.",
                        "exchange trusts pool-munich as a partner application: works.",
                        "pool-berlin trusts exchange as a partner application: works.",
                        "pool-munich trusts exchange as a partner application: works.");
        assertThat(edges.get(0).faults()).containsExactly("berlin-2 fails");
        assertThat(DiagnosisText.lines(diagnosis))
                .contains("✗ berlin-2 (pool-berlin) → exchange  partner application   broken")
                .contains("PARTNER_MISSING  berlin-2 (pool-berlin) → exchange");
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void coversNoNumberAndNoServer(Topology plan) {
        TrustMap map = TrustMap.of(plan, TrustEdgeView.of(diagnosis(plan, (caller, resource) -> WORKS)));
        for (TrustLine line : map.lines()) {
            double x = Double.parseDouble(line.numberX());
            double y = Double.parseDouble(line.numberY());
            assertThat(map.boxes())
                    .as("the number " + line.number())
                    .noneMatch(box ->
                            Math.abs(box.x() - x) < box.width() / 2.0 && Math.abs(box.y() - y) < box.height() / 2.0);
        }
        for (TrustMap.Box box : map.boxes()) {
            assertThat(box.top() + box.height()).isLessThan(map.height());
            assertThat(box.members()).allSatisfy(member -> {
                assertThat(member.y()).isGreaterThan(box.top() + 46);
                assertThat(member.y() + PoolMember.HEIGHT).isLessThan(box.top() + box.height());
                assertThat(member.x() + member.width()).isLessThan(box.left() + box.width());
            });
        }
        if (plan.pools().byName().isEmpty()) {
            assertThat(map.lines()).allMatch(line -> line.place() == TrustLine.NEAR_END);
        }
    }

    private static Diagnosis diagnosis(Topology plan, BiFunction<NodePlan, NodePlan, EdgeVerdict> verdict) {
        List<TrustEdge> edges = new ArrayList<>();
        List<NodePlan> nodes = plan.nodes().values().stream()
                .filter(node -> !node.role().equals("authz"))
                .toList();
        for (NodePlan caller : nodes) {
            for (NodePlan resource : nodes) {
                if (!caller.configuration().equals(resource.configuration())) {
                    EdgeVerdict found = verdict.apply(caller, resource);
                    edges.add(new TrustEdge(
                            caller.name(),
                            resource.name(),
                            TrustEdge.Kind.PARTNER_APPLICATION,
                            found,
                            found.equals(WORKS) ? List.of() : List.of(fault(caller)),
                            null,
                            List.of()));
                }
            }
        }
        return new Diagnosis(
                Instant.EPOCH, null, List.of(), List.of(), edges, plan.pools().ofServers());
    }

    private static TrustFault fault(NodePlan caller) {
        return new TrustFault(
                FaultCode.PARTNER_MISSING,
                caller.name() + " fails",
                null,
                List.of(new CmdletFix(caller.name(), "# look at it")));
    }
}
