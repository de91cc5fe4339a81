package org.s2slab.rehearsal.torture;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.forge.AttackerKnowledge;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.pki.SigningKey;

/**
 * The torture run application's knowledge of a deployment. It uses the machine's clock, independent of the nodes'
 * clocks. It reads every realm before the first disturbance.
 */
final class TrafficHoldings implements AttackerKnowledge {
    private final DeploymentAttackerKnowledge deployment;
    private final Clock machine;
    private final Map<String, String> realms = new HashMap<>();

    /** Reads the realms; blocks. */
    TrafficHoldings(Deployment topology, Clock machine) {
        this.deployment = new DeploymentAttackerKnowledge(topology);
        this.machine = machine;
        topology.plan().nodes().keySet().forEach(node -> realms.put(node, deployment.realm(node)));
    }

    @Override
    public String applicationId(String node) {
        return deployment.applicationId(node);
    }

    @Override
    public String host(String node) {
        return deployment.host(node);
    }

    @Override
    public String realm(String node) {
        return realms.getOrDefault(node, "");
    }

    @Override
    public String tenant(String name) {
        return deployment.tenant(name);
    }

    @Override
    public String ownTenant() {
        return deployment.ownTenant();
    }

    @Override
    public String authorizationServer() {
        return deployment.authorizationServer();
    }

    @Override
    public SigningKey keyOf(String node) {
        return deployment.keyOf(node);
    }

    @Override
    public SigningKey own() {
        return deployment.own();
    }

    @Override
    public Optional<UserAccount> person(String address) {
        return deployment.person(address);
    }

    @Override
    public List<UserAccount> people() {
        return deployment.people();
    }

    @Override
    public Clock clock() {
        return machine;
    }
}
