package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.management.AdministratorCredential;

/**
 * The hosts, ports and data folder of a node in a deployment.
 *
 * @param name the node's name in scenarios and journals
 * @param role lync, exchange, sharepoint or authz
 * @param online whether the node simulates the online product
 * @param hosts the host names, the principal name first
 * @param up whether the node runs; a stopped node serves no port
 * @param connect the IP address or DNS name by which a program with this data folder reaches the ports
 * @param port the port for partners and people
 * @param managementPort the port for administrators
 * @param folder the data folder
 * @param pool the server's pool, or null
 */
public record NodeAddress(
        String name,
        String role,
        boolean online,
        List<String> hosts,
        boolean up,
        String connect,
        int port,
        int managementPort,
        Path folder,
        @Nullable PoolPlan pool) {
    /** The name and the role of the process that runs the deployment ({@link ControlEndpoint}). It is not a node. */
    static final String CONTROL = "control";

    private static final String LOOPBACK = Exposure.LOOPBACK.address();

    public NodeAddress {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("hosts: node '" + name + "' needs one");
        }
        hosts = List.copyOf(hosts);
    }

    /** The address of a started node. */
    static NodeAddress of(RunningNode node, String connect) {
        NodePlan plan = node.plan();
        return new NodeAddress(
                plan.name(),
                plan.role(),
                plan.online(),
                plan.hosts(),
                node.isUp(),
                connect,
                node.port(),
                node.managementPort(),
                node.folder(),
                plan.pool());
    }

    /** The name for people: {@code berlin-1 (pool-berlin)} for a server of a pool. */
    public String label() {
        return Pools.label(name, pool == null ? null : pool.name());
    }

    /** Whether this is the name of the node or of its pool. */
    public boolean isNamed(String nodeOrPool) {
        return name.equals(nodeOrPool) || (pool != null && pool.name().equals(nodeOrPool));
    }

    /**
     * The node with this name, or the first server of the pool with this name, if possible one that is up. Throws
     * IllegalArgumentException with the known names if there is neither.
     */
    public static <T> T named(List<T> nodes, Function<T, NodeAddress> address, String name) {
        return nodes.stream()
                .filter(node -> address.apply(node).isNamed(name))
                .min(Comparator.comparing(node -> !address.apply(node).up()))
                .orElseThrow(() -> new IllegalArgumentException("there is no node '" + name + "'; expected one of "
                        + nodes.stream()
                                .map(node -> address.apply(node).label())
                                .collect(Collectors.joining(", "))));
    }

    /** Whether a person who types this name means the node: its name, one of its host names, or the name of its pool. */
    public boolean answersTo(String typed) {
        return name.equalsIgnoreCase(typed)
                || (pool != null && pool.name().equalsIgnoreCase(typed))
                || hosts.stream().anyMatch(typed::equalsIgnoreCase);
    }

    /** The owner of the configuration of this server: the database that it shares with others, or the server itself. */
    public String configuration() {
        return pool == null ? name : "database " + pool.database(role, online);
    }

    /** A copy with further host names, which other servers with the same configuration have. */
    public NodeAddress alsoServing(List<String> others) {
        List<String> all =
                Stream.concat(hosts.stream(), others.stream()).distinct().toList();
        return new NodeAddress(name, role, online, all, up, connect, port, managementPort, folder, pool);
    }

    /** Whether this is the address of the process that runs the deployment. */
    boolean isControl() {
        return role.equals(CONTROL);
    }

    /** The host name in the node's URLs. */
    public String host() {
        return hosts.get(0);
    }

    /** The application id of the node's product. */
    public String applicationId() {
        return NodePlan.applicationOf(role);
    }

    /** The file with the administrator's password. */
    public Path administratorFile() {
        return AdministratorCredential.fileIn(folder);
    }

    /** The administrator's password, which the node stored at its first start. Blocks the calling thread. */
    public String administratorPassword() {
        try {
            return Files.readString(administratorFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the administrator's password of " + name, e);
        }
    }

    /** The address of the port for partners and people: the host to connect to, and the port. */
    public String served() {
        return IpAddressSyntax.inUrl(connect) + ":" + port;
    }

    /** The URL of the port for partners and people, for a client on this machine without a resolver for its hosts. */
    public String localUrl() {
        return url(port);
    }

    /** The URL of the port for administrators. */
    public String managementUrl() {
        return url(managementPort);
    }

    private String url(int ofPort) {
        return "https://" + (connect.equals(LOOPBACK) ? "localhost" : IpAddressSyntax.inUrl(connect)) + ":" + ofPort;
    }

    /** The address as a member of {@code deployment.json}. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("name", name)
                .put("role", role)
                .put("online", online)
                .put("hosts", new JsonArray(hosts))
                .put("up", up)
                .put("connect", connect)
                .put("port", port)
                .put("management", managementUrl())
                .put("managementPort", managementPort)
                .put("administrator", administratorFile().toString())
                .put("folder", folder.toString());
        return pool == null ? json : json.put("pool", pool.name()).put("organization", pool.organization());
    }

    static NodeAddress fromJson(JsonObject json) {
        return new NodeAddress(
                json.getString("name"),
                json.getString("role"),
                json.getBoolean("online"),
                json.getJsonArray("hosts").stream().map(String::valueOf).toList(),
                json.getBoolean("up"),
                json.getString("connect", LOOPBACK),
                json.getInteger("port"),
                json.getInteger("managementPort"),
                Path.of(json.getString("folder")),
                pool(json));
    }

    private static @Nullable PoolPlan pool(JsonObject json) {
        String name = json.getString("pool");
        return name == null ? null : new PoolPlan(name, List.of(), json.getString("organization", PoolPlan.OWN));
    }

    /** A copy whose data folder, if it is relative, belongs to another folder. */
    NodeAddress below(Path parent) {
        return fromJson(toJson().put("folder", parent.resolve(folder).toString()));
    }
}
