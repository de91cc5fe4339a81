package org.s2slab.drill;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.PlannedCertificate;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.pki.SigningKey;

/**
 * Rehearses the rollover of one server's signing certificate on a whole deployment while users call every feature. A
 * drill can leave out some steps. As in SPIRE's force-rotation suite, the phases are: prepare, activate, verify,
 * revoke, verify the removal.
 *
 * @param server the server in rollover: the name of its node or pool, or a role for the first server of this role
 * @param forgotten the steps that are left out
 * @param rate the number of user calls per second, all features together
 */
public record RolloverDrill(String server, Set<RolloverStep> forgotten, int rate, DrillSchedule pace) {
    private static final String PRESENT = "oauth";
    private static final String NEXT = "renewed";

    public RolloverDrill {
        forgotten = Set.copyOf(forgotten);
        if (rate < 1 || rate > 5_000) {
            throw new IllegalArgumentException("rate: " + rate + " is not between 1 and 5000 calls a second");
        }
        boolean expires = forgotten.contains(RolloverStep.SWITCH) || forgotten.contains(RolloverStep.REMOVE);
        if (server.equals("authz") && expires) {
            throw new IllegalArgumentException(
                    "forget: the authorization server's own certificate lives for five years, and"
                            + " its date alone makes the next one count; forget stage, wait, drain or refresh");
        }
    }

    /**
     * Starts the deployment, sets up the trust, runs the drill and stops the deployment. Blocks the calling thread.
     * Throws IllegalStateException if the trust cannot be set up, and BrokenTrustException if the trust is broken
     * before the rollover.
     *
     * @param trust the scenario that sets up the trust between the servers of the topology
     * @param spectator receives each completed phase as text
     * @param examination finds the broken links of a deployment, with a sentence for each link
     */
    public DrillReport run(
            Topology topology,
            Scenario trust,
            LaunchContext launch,
            Path folder,
            Consumer<String> spectator,
            Function<List<ManagedNode>, List<String>> examination) {
        NeededRoles.require(topology);
        NodePlan rolled = rolled(topology);
        Topology plan = prepared(topology, rolled).with(Exposure.LOOPBACK);
        try (Deployment running = DeploymentSetup.start(plan, trust, launch, folder)) {
            try (DrillDeployment deployment = new DrillDeployment(running, rolled, launch.vertx(), launch.ids())) {
                return drilled(deployment, rolled, launch, spectator, examination);
            }
        }
    }

    private DrillReport drilled(
            DrillDeployment deployment,
            NodePlan rolled,
            LaunchContext launch,
            Consumer<String> spectator,
            Function<List<ManagedNode>, List<String>> examination) {
        UserActions people = new UserActions(deployment, launch.ids());
        people.prepare();
        TrafficGenerator<FeatureUse> traffic = people.traffic(launch.vertx(), launch.clock(), rate);
        JournalSummary journals = new JournalSummary(deployment.topology());
        journals.read();
        PhaseRecorder diary =
                new PhaseRecorder(deployment, journals, traffic, phase -> spectator.accept(DrillText.line(phase)));
        RolloverPhases course =
                new RolloverPhases(this, deployment, rolled, diary, journals, traffic, people, launch.ids());
        DrillText.head(this, deployment.topology().plan(), course).forEach(spectator);
        try {
            return course.run(() -> examination.apply(deployment.topology().managed()));
        } catch (BrokenTrustException e) {
            traffic.end();
            throw e;
        }
    }

    /** The on-premises server in rollover. */
    private NodePlan rolled(Topology topology) {
        NodePlan found = find(topology, server);
        if (found.online()) {
            throw new IllegalArgumentException("server: " + server + " of topology '" + topology.name()
                    + "' is the online service, whose certificate is not its customers' to roll");
        }
        return found;
    }

    /**
     * The node with this name, or the first node of the pool or the role with this name.
     *
     * @throws IllegalArgumentException if the topology has no such node
     */
    public static NodePlan find(Topology topology, String server) {
        Collection<NodePlan> nodes = topology.nodes().values();
        return Optional.ofNullable(topology.nodes().get(server))
                .or(() -> nodes.stream().filter(node -> node.isNamed(server)).findFirst())
                .or(() -> nodes.stream()
                        .filter(node -> node.role().equals(server))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("server: topology '" + topology.name()
                        + "' has no " + server + "; it has "
                        + nodes.stream().map(NodePlan::label).collect(Collectors.joining(", "))));
    }

    /**
     * The topology with a current certificate that is valid for some days, and a next certificate in the store of one
     * server.
     */
    private Topology prepared(Topology topology, NodePlan rolled) {
        Map<String, PlannedCertificate> certificates = new LinkedHashMap<>(rolled.certificates());
        PlannedCertificate present = certificates.get(PRESENT);
        if (present == null) {
            return topology;
        }
        certificates.put(PRESENT, present.living(pace.left()));
        if (rolled.role().equals("lync")) {
            certificates.putIfAbsent(NEXT, new PlannedCertificate(present.subject(), present.alternatives()));
        } else if (rolled.role().equals("sharepoint")) {
            certificates.putIfAbsent(NEXT, new PlannedCertificate("SharePoint Token Signing", List.of()));
        }
        Map<String, PlannedCertificate> ofOthers = new LinkedHashMap<>(certificates);
        ofOthers.remove(NEXT);
        Map<String, NodePlan> nodes = new LinkedHashMap<>(topology.nodes());
        nodes.replaceAll(
                (name, node) -> node.configuration().equals(rolled.configuration()) ? node.holding(ofOthers) : node);
        nodes.put(rolled.name(), rolled.holding(certificates));
        return new Topology(
                topology.name(),
                topology.source(),
                topology.domain(),
                nodes,
                topology.tenants(),
                topology.people(),
                topology.contacts(),
                topology.policies(),
                topology.policyDates());
    }

    /** The next certificate in the store of a node. */
    static SigningKey ready(Deployment topology, String node) {
        return topology.keys().certificate(node, NEXT);
    }
}
