package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.TenantPlan;
import org.s2slab.engine.deployment.Topology;

/** The names of one topology that a scenario may use. Each method returns the problem of a name, or an empty result. */
record DeploymentNames(Topology plan) {
    /** The name for the attacker outside of the deployment in the steps that name the owner of a key. */
    private static final String OUTSIDER = "outsider";

    private static final Pattern CERTIFICATES = Pattern.compile("\\.certificates\\.");

    Optional<String> node(String name) {
        return among("node", name, plan.pools().names());
    }

    Optional<String> singleNode(String name) {
        List<NodePlan> servers = plan.pools().byName().get(name);
        return servers == null
                ? node(name)
                : Optional.of("'" + name + "' is a pool; name one of its servers: "
                        + servers.stream().map(NodePlan::name).collect(Collectors.joining(", ")));
    }

    /** Checks that a name is the name or a host name of a node or of a pool. */
    Optional<String> server(String name) {
        return hosts().contains(name) ? Optional.empty() : node(name);
    }

    /** Checks a node, one of its host names, a certificate {@code NODE.certificates.NAME}, or the outsider. */
    Optional<String> keyHolder(String name) {
        String[] parts = CERTIFICATES.split(name, -1);
        List<NodePlan> nodes = plan.pools().named(parts[0]);
        if (parts.length == 2 && !nodes.isEmpty()) {
            return among(
                    "certificate of " + parts[0],
                    parts[1],
                    nodes.get(0).certificates().keySet());
        }
        return name.equals(OUTSIDER) ? Optional.empty() : server(name);
    }

    Optional<String> tenant(String name) {
        return among(
                "tenant", name, plan.tenants().stream().map(TenantPlan::name).toList());
    }

    /** Checks that an address is one of a person's addresses. */
    Optional<String> person(String address) {
        return plan.person(address).isPresent() ? Optional.empty() : among("person", address, addresses());
    }

    /** Checks a mail address. In the deployment's own domains, it must be a person's address. */
    Optional<String> correspondent(String address) {
        return domains().contains(domain(address)) ? person(address) : Optional.empty();
    }

    /** The problem of a required role, if no node has this role. */
    Optional<String> role(String role, String why) {
        return nodes().anyMatch(node -> node.role().equals(role))
                ? Optional.empty()
                : Optional.of(why + ": topology '" + plan.name() + "' has no node of the role " + role);
    }

    /** The host names of all nodes. */
    Collection<String> hosts() {
        return nodes().flatMap(node -> node.hosts().stream()).toList();
    }

    private Stream<NodePlan> nodes() {
        return plan.nodes().values().stream();
    }

    private List<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>();
        plan.people().forEach(person -> {
            addresses.add(person.upn());
            addresses.addAll(person.mailAddresses());
        });
        return new ArrayList<>(addresses);
    }

    private Set<String> domains() {
        Set<String> domains = new LinkedHashSet<>(List.of(plan.domain().toLowerCase(Locale.ROOT)));
        addresses().forEach(address -> domains.add(domain(address)));
        return domains;
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private Optional<String> among(String what, String name, Collection<String> known) {
        if (known.contains(name)) {
            return Optional.empty();
        }
        String there = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
        return Optional.of("topology '" + plan.name() + "' has no " + what + " '" + name + "'; " + there
                + NearestName.hint(name, known));
    }
}
