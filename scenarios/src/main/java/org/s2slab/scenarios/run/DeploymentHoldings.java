package org.s2slab.scenarios.run;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.Person;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.scenarios.attack.Holdings;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.scenarios.topology.Topology;

/** What an outsider of one deployment can know or hold. */
record DeploymentHoldings(Topology topology) implements Holdings {
    private static final Map<String, String> APPLICATIONS = Map.of(
            "lync", WellKnownPrincipals.LYNC,
            "exchange", WellKnownPrincipals.EXCHANGE,
            "sharepoint", WellKnownPrincipals.SHAREPOINT,
            "authz", WellKnownPrincipals.AUTHORIZATION_SERVER);

    @Override
    public String applicationId(String node) {
        String role = plan(node).role();
        return APPLICATIONS.getOrDefault(role, role);
    }

    @Override
    public String host(String node) {
        return plan(node).host();
    }

    @Override
    public String realm(String node) {
        return topology.plan().domain();
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
