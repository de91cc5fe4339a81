package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.text.FileSyntaxException;

/** Reads the servers of a node with the key {@code servers}: a pool. */
final class PoolParser {
    private static final String SERVERS = "servers";
    private static final String ORGANIZATION = "organization";

    /** Maximum number of servers, each of which needs memory and connections to the database. */
    private static final int MOST = 16;

    /** One server: its name, its part of the file, its hosts with those of the pool, and its pool (or null). */
    record Server(
            String name,
            YamlNode written,
            List<String> hosts,
            @Nullable PoolPlan pool) {}

    private final String source;
    private final String name;
    private final YamlNode node;

    PoolParser(String source, String name, YamlNode node) {
        this.source = source;
        this.name = name;
        this.node = node;
    }

    /** The servers of the pool; a node without the key is its own only server. */
    List<Server> servers() {
        YamlNode written = node.get(SERVERS);
        if (written == null) {
            if (node.get(ORGANIZATION) != null) {
                throw problem(
                        node,
                        "'organization' is only for a pool, whose servers share a database; add 'servers: 1', or remove"
                                + " 'organization'");
            }
            return List.of(new Server(name, node, node.texts("hosts"), null));
        }
        requireUsable(written);
        List<String> common = node.texts("hosts");
        String organization = node.text(ORGANIZATION);
        PoolPlan pool = new PoolPlan(name, common, organization == null ? PoolPlan.OWN : organization);
        List<Server> servers = new ArrayList<>();
        members(written).forEach((server, own) -> {
            List<String> hosts = new ArrayList<>(common);
            hosts.addAll(own.get("hosts") == null ? List.of(hostOf(server, common.get(0))) : own.texts("hosts"));
            if (hosts.size() == common.size()) {
                throw problem(
                        own, "'hosts' of the server '" + server + "' is empty; a server needs a host name of its own");
            }
            servers.add(new Server(server, own, hosts, pool));
        });
        return servers;
    }

    private void requireUsable(YamlNode written) {
        if (node.texts("hosts").isEmpty()) {
            throw problem(node, "'hosts' is empty; a pool needs a host name that all its servers have");
        }
        int number = members(written).size();
        if (number == 0) {
            throw problem(written, "'servers' is empty; a pool needs a server, for instance 'servers: 2'");
        }
        if (number > MOST) {
            throw problem(written, "'servers' has " + number + " servers; a pool has at most " + MOST);
        }
    }

    /** The servers by name. A number stands for so many servers, whose names are those of the pool with a number. */
    private Map<String, YamlNode> members(YamlNode written) {
        if (!(written.scalar() instanceof Long number)) {
            return written.members();
        }
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (int i = 1; i <= Math.min(number, MOST + 1); i++) {
            members.put(name + "-" + i, YamlNode.mapping(written.line(), Map.of()));
        }
        return members;
    }

    /** The name of the server in the domain of the pool. */
    static String hostOf(String server, String ofPool) {
        return server + ofPool.substring(Math.max(0, ofPool.indexOf('.')));
    }

    private FileSyntaxException problem(YamlNode place, String text) {
        return new FileSyntaxException(source, place.line(), "node '" + name + "': " + text);
    }
}
