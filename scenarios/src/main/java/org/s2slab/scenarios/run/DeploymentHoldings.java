package org.s2slab.scenarios.run;

import java.time.Clock;
import java.util.Optional;
import org.s2slab.config.Person;
import org.s2slab.pki.SigningKey;
import org.s2slab.scenarios.attack.Holdings;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.scenarios.topology.Topology;

/** What an outsider of one deployment can know or hold. */
public record DeploymentHoldings(Topology topology) implements Holdings {
    @Override
    public String applicationId(String node) {
        return plan(node).applicationId();
    }

    @Override
    public String host(String node) {
        return plan(node).host();
    }

    @Override
    public String realm(String node) {
        return topology.plan().realmOf(plan(node));
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

    @Override
    public SigningKey keyOf(String node) {
        return topology.keys().certificate(plan(node).name(), "oauth");
    }

    @Override
    public SigningKey own() {
        return topology.keys().outsider();
    }

    @Override
    public Optional<Person> person(String address) {
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
