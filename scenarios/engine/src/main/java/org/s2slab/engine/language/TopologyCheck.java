package org.s2slab.engine.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.NodeSettingsValidator;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.deployment.Topology;

/** Checks that the parts of a topology file fit together, so that the deployment can be started. */
record TopologyCheck(ScriptProblems problems, String source, YamlNode root) {
    /** File names in the data folder that cannot be the name of a node's folder. */
    private static final Set<String> RESERVED = Set.of(
            "root",
            "directory",
            "control",
            "deployment.json",
            "control.json",
            "postgres",
            "postgres.log",
            "postgres.password");

    /** The nodes by name. Adds a problem for each name that two nodes, pools or servers have. */
    Map<String, NodePlan> named(List<NodePlan> servers) {
        Map<String, NodePlan> nodes = new LinkedHashMap<>();
        for (NodePlan node : servers) {
            NodePlan other = nodes.putIfAbsent(node.name(), node);
            boolean isPool = servers.stream()
                    .anyMatch(one -> one.pool() != null && one.pool().name().equals(node.name()));
            if (other != null || isPool) {
                problems.add(
                        source,
                        place(node).line(),
                        "server '" + node.label() + "': "
                                + (isPool ? "a pool" : "the server '" + other.label() + "'")
                                + " has this name already; each server is in one pool, and each name is used once");
            }
        }
        return nodes;
    }

    /** The part of the file that describes a node, or a server of a pool. */
    private YamlNode place(NodePlan node) {
        YamlNode nodes = Objects.requireNonNullElse(root.get("nodes"), root);
        YamlNode written = nodes.members().getOrDefault(node.poolName(), nodes);
        return node.pool() == null ? written : written.members("servers").getOrDefault(node.name(), written);
    }

    /**
     * Adds every problem.
     *
     * @param nodes the nodes whose form has no errors
     */
    void check(Map<String, NodePlan> nodes, String domain) {
        YamlNode written = root.get("nodes");
        if (written == null || written.members().isEmpty()) {
            problems.add(
                    source, (written == null ? root : written).line(), "'nodes' is empty; a topology needs a node");
            return;
        }
        policies(nodes);
        passwords();
        Map<String, String> hosts = new HashMap<>();
        Set<String> pools = new HashSet<>();
        nodes.forEach((name, node) -> {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        source,
                        place(node).line(),
                        "node '" + name + "': the lab's own files lie in the folder of that name; choose another name");
            }
            PoolPlan pool = node.pool();
            if (pool != null && !pools.add(pool.name())) {
                hosts(
                        node,
                        node.hosts().subList(pool.hosts().size(), node.hosts().size()),
                        hosts);
                return;
            }
            hosts(node, node.hosts(), hosts);
            YamlNode place = written.members().getOrDefault(node.poolName(), written);
            online(place, node, nodes);
            NodeSettingsValidator.problem(node, domain)
                    .ifPresent(problem -> problems.add(
                            source, lineOf(place, problem), "node '" + node.poolName() + "': settings: " + problem));
        });
    }

    private void policies(Map<String, NodePlan> nodes) {
        if (nodes.values().stream().anyMatch(NodePlan::online)) {
            return;
        }
        String name = String.valueOf(root.text("topology"));
        YamlNode policies = root.get("policies");
        if (policies != null && PolicyMode.DATED.key().equals(policies.scalar())) {
            problems.add(source, policies.line(), Topology.offline("policies: dated", name));
        }
        YamlNode dates = root.get(TenantDates.KEY);
        if (dates != null) {
            problems.add(source, dates.line(), Topology.offline(TenantDates.KEY, name));
        }
    }

    /** A file with passwords has a line for each person, so it needs passwords that a line can have, and one for each. */
    private void passwords() {
        Map<String, String> known = new HashMap<>();
        YamlNode tenants = root.get("tenants");
        Stream<YamlNode> ofTenants = tenants == null
                ? Stream.of()
                : tenants.members().values().stream().flatMap(tenant -> tenant.items("people").stream());
        Stream.concat(root.items("people").stream(), ofTenants).forEach(person -> {
            String name = person.text("upn");
            String password = Objects.requireNonNullElse(person.text("password"), OwnPasswords.PUBLISHED);
            if (name == null || name.indexOf('@') < 1) {
                return;
            }
            if (!PasswordsFile.canHold(name, password)) {
                problems.add(
                        source,
                        person.line(),
                        "password: 'NAME PASSWORD' of '" + name
                                + "' is no line of a file with passwords; write the password"
                                + " without control characters and outer spaces, and the name without spaces and #");
            }
            String other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), password);
            if (other != null && !other.equals(password)) {
                problems.add(
                        source,
                        person.line(),
                        "password: '" + name + "' has another one above; write the same one at both places");
            }
        });
    }

    /** @param counted the hosts of the node, without those that an earlier server of its pool has as well */
    private void hosts(NodePlan node, List<String> counted, Map<String, String> hosts) {
        YamlNode place = place(node);
        YamlNode written = Objects.requireNonNullElse(place.get("hosts"), place);
        if (node.hosts().isEmpty()) {
            problems.add(
                    source, written.line(), "node '" + node.name() + "': 'hosts' is empty; a node needs a host name");
        }
        for (String host : counted) {
            String owner = node.ownerOf(host);
            String other = hosts.putIfAbsent(host, owner);
            if (other != null) {
                problems.add(
                        source,
                        written.line(),
                        "node '" + owner + "': host '" + host + "' is node '" + other + "''s already");
            }
        }
    }

    private void online(YamlNode place, NodePlan node, Map<String, NodePlan> nodes) {
        if (!node.online()) {
            return;
        }
        if (root.get("tenants") == null) {
            problems.add(
                    source, place.line(), "node '" + node.name() + "' is online and needs a tenant under 'tenants'");
        }
        if (nodes.values().stream().noneMatch(other -> other.role().equals("authz"))) {
            problems.add(
                    source, place.line(), "node '" + node.name() + "' is online and needs a node of the role authz");
        }
    }

    /** The line of the setting that a problem names, or else the line of the key for all settings. */
    private static int lineOf(YamlNode node, String problem) {
        YamlNode settings = node.get("settings");
        if (settings == null) {
            return node.line();
        }
        return settings.members().entrySet().stream()
                .filter(entry -> problem.contains(entry.getKey()))
                .map(entry -> entry.getValue().line())
                .findFirst()
                .orElse(settings.line());
    }
}
