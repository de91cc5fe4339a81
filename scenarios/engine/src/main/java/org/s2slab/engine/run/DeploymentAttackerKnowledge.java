package org.s2slab.engine.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.forge.AttackerKnowledge;
import org.s2slab.pki.SigningKey;

/** The knowledge of an attacker outside of a deployment: public data, and stolen keys. */
public class DeploymentAttackerKnowledge implements AttackerKnowledge {
    private static final Pattern CERTIFICATE = Pattern.compile("(.+)\\.certificates\\.([^.]+)");

    private final StepTarget topology;

    public DeploymentAttackerKnowledge(StepTarget topology) {
        this.topology = topology;
    }

    @Override
    public String applicationId(String node) {
        return plan(node).applicationId();
    }

    @Override
    public String host(String node) {
        return plan(node).host();
    }

    /** The realm that the node publishes, or the initial realm of its product if it publishes none. Blocks. */
    @Override
    public String realm(String node) {
        RunningNode running = topology.serving(node);
        String first = topology.plan().realmOf(running.plan());
        if (!running.isUp() || running.plan().online()) {
            return first;
        }
        return PublishedIssuer.of(topology.managed(running))
                .flatMap(PublishedIssuer::realm)
                .orElse(first);
    }

    @Override
    public String tenant(String name) {
        return topology.plan().tenants().stream()
                .filter(tenant -> tenant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no tenant '" + name + "' in topology '"
                        + topology.plan().name() + "'"))
                .id();
    }

    @Override
    public String ownTenant() {
        return topology.plan().ownTenant().id();
    }

    @Override
    public String authorizationServer() {
        return topology.plan().authorizationServer().host();
    }

    /**
     * The current signing key of a node, or its initial key if the node has no current key yet. For
     * {@code NODE.certificates.NAME}, the key of this certificate in the node's store. Blocks.
     */
    @Override
    public SigningKey keyOf(String holder) {
        Matcher named = CERTIFICATE.matcher(holder);
        if (named.matches()) {
            return topology.certificate(plan(named.group(1)).name(), named.group(2));
        }
        RunningNode running = topology.serving(holder);
        if (running.plan().role().equals("authz")) {
            // The authorization server generates its key, so the key is not in the topology's keys.
            return PublishedIssuer.keyMadeBy(topology.managed(running));
        }
        return Optional.of(running)
                .filter(RunningNode::isUp)
                .flatMap(up -> PublishedIssuer.currentKey(topology.managed(up)))
                .orElseGet(() -> topology.certificate(running.plan().name(), "oauth"));
    }

    @Override
    public SigningKey own() {
        return topology.outsider();
    }

    @Override
    public List<UserAccount> people() {
        return topology.plan().people();
    }

    @Override
    public Optional<UserAccount> person(String address) {
        return topology.plan().person(address);
    }

    @Override
    public Clock clock() {
        return topology.nodes().iterator().next().clock();
    }

    private NodePlan plan(String node) {
        return topology.serving(node).plan();
    }
}
