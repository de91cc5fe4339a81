package org.s2slab.diagnosis.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.Pools;
import org.s2slab.engine.product.BehaviorReader;
import org.s2slab.engine.product.TrustState;

/**
 * Examines the trust between all servers of a deployment. First, the doctor observes each node's state. Then it checks
 * the trust in each direction with cmdlets and public documents. Last, each server calls each other server with a new
 * challenge and a new token; differences from the observed state are reported. The configuration is not changed, but
 * the journals contain the hops.
 */
public final class Doctor {
    private Doctor() {}

    /** Examines a deployment with test calls for a user whom every node knows. Blocks for about a second. */
    public static Diagnosis examine(List<ManagedNode> nodes) {
        return examine(nodes, null);
    }

    /**
     * Examines a deployment with test calls for the given user.
     *
     * @param user user principal name or address, or null for a user whom every node knows; a node that does not know
     *     exactly one such user has a fault
     */
    public static Diagnosis examine(List<ManagedNode> nodes, @Nullable String user) {
        // The observation comes first, because later calls may repair the state and so hide a fault.
        Map<String, ObservedNode> observed = observe(nodes);
        DeploymentState world = new TrustStateCollector(nodes).read(user).observed(observed);
        CallCheck calls = new CallCheck(nodes.stream().collect(Collectors.toMap(ManagedNode::name, node -> node)));
        List<NodeState> states = nodes.stream()
                .flatMap(node -> Stream.ofNullable(observed.get(node.name())))
                .map(NodeChecks::of)
                .toList();
        return examined(pools(nodes), world, states, calls::of);
    }

    /** Examines a deployment with cmdlets and documents only. Without test calls, no hops are in the journals. */
    public static Diagnosis look(List<ManagedNode> nodes) {
        Map<String, ObservedNode> observed = observe(nodes);
        return examined(
                pools(nodes),
                new TrustStateCollector(nodes).read(null).observed(observed),
                List.of(),
                (pair, withOwn) -> null);
    }

    /** The validity ends of the certificates with which on-premises servers sign, the next one first. */
    public static List<CertificateExpiry> expiries(List<ManagedNode> nodes) {
        return CertificateExpiry.of(new TrustStateCollector(nodes).read(null));
    }

    private static Map<String, String> pools(List<ManagedNode> nodes) {
        return Pools.of(nodes.stream().map(ManagedNode::address).toList());
    }

    private static Map<String, ObservedNode> observe(List<ManagedNode> nodes) {
        return nodes.parallelStream()
                .flatMap(node -> ObservedNode.of(node).stream())
                .collect(Collectors.toConcurrentMap(ObservedNode::name, node -> node));
    }

    private static Diagnosis examined(
            Map<String, String> pools,
            DeploymentState world,
            List<NodeState> states,
            BiFunction<ServerPair, Boolean, CallCheck.@Nullable Tried> calls) {
        List<TrustEdge> edges = new ArrayList<>();
        for (TrustState caller : world.services()) {
            for (TrustState resource : world.services()) {
                if (!caller.address().configuration().equals(resource.address().configuration())) {
                    edges.add(edge(new ServerPair(caller, resource, world), calls));
                }
            }
        }
        edges.addAll(ForeignPartners.of(world));
        return new Diagnosis(
                world.now(), world.user(), BehaviorReader.warnings(world.behaviors()), states, edges, pools);
    }

    private static TrustEdge edge(ServerPair pair, BiFunction<ServerPair, Boolean, CallCheck.@Nullable Tried> calls) {
        String caller = pair.caller().name();
        String resource = pair.resource().name();
        ServerPair shared = pair.ofConfigurations();
        TrustEdge.Kind kind = shared.kind();
        // If neither server answers, nobody knows whether trust is configured between them.
        if (kind == TrustEdge.Kind.NONE
                && (pair.caller().answers() || pair.resource().answers())) {
            return new TrustEdge(caller, resource, kind, EdgeVerdict.NOT_CONFIGURED, List.of(), null, List.of());
        }
        List<TrustFault> away = ReachabilityCheck.unreachable(pair);
        if (!away.isEmpty()) {
            return new TrustEdge(caller, resource, kind, EdgeVerdict.BROKEN, away, null, List.of());
        }
        List<TrustFault> faults = new ArrayList<>(ReachabilityCheck.of(pair));
        CertificateCheck.lacking(pair.caller(), shared.caller()).ifPresent(faults::add);
        faults.addAll(CertificateCheck.of(shared));
        faults.addAll(
                kind == TrustEdge.Kind.PARTNER_APPLICATION
                        ? DirectTrustCheck.of(shared)
                        : BrokeredTrustCheck.of(shared));
        PolicyCheck.of(shared).ifPresent(faults::add);
        faults.addAll(DiscoveryCheck.of(shared));
        ObservedNode observed = pair.world().observed().get(caller);
        boolean withOwn = observed == null || !ObservationComparison.keepsNotBegun(pair, observed);
        CallCheck.Tried tried = calls.apply(pair, withOwn);
        ProbeCall call = tried == null ? null : tried.decisive();
        List<ObservedDifference> differences =
                tried == null || observed == null ? List.of() : ObservationComparison.of(pair, observed, tried, faults);
        return new TrustEdge(caller, resource, kind, EdgeVerdict.of(faults, call), faults, call, differences);
    }
}
