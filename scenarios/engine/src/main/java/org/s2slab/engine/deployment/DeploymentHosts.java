package org.s2slab.engine.deployment;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.config.HostsFile;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The ports of a deployment's hosts, as each node resolves them. A node in this JVM reads them from memory. A node in
 * another process reads a file in its folder. All nodes see the same ports, except on links through a relay.
 */
final class DeploymentHosts {
    private final String connect;
    private final InetAddress direct;
    private final Map<String, View> views = new LinkedHashMap<>();

    /** @param connect the IP address by which the nodes reach each other; relays are on the loopback address */
    DeploymentHosts(String connect) {
        this.connect = connect;
        this.direct = IpAddressSyntax.parse(connect).orElseThrow();
    }

    /** The hosts file of one node: the port of each host of the other nodes. */
    private final class View {
        private final Path file;
        private final HostsFile hosts = new HostsFile();
        private final Map<String, NodePlan> nodes = new TreeMap<>();
        private final Map<String, Integer> ports = new LinkedHashMap<>();
        private final Map<String, Integer> relays = new LinkedHashMap<>();

        View(Path file) {
            this.file = file;
        }

        void tell(NodePlan node) {
            nodes.put(node.name(), node);
            node.hosts().forEach(host -> hosts.put(host, addresses(host)));
            write();
        }

        /** The address of a node, or of each server of a pool. */
        private List<InetSocketAddress> addresses(String host) {
            return nodes.values().stream()
                    .filter(node -> node.hosts().contains(host))
                    .map(node -> address(node.name()))
                    .toList();
        }

        private InetSocketAddress address(String node) {
            Integer relay = relays.get(node);
            return relay == null
                    ? new InetSocketAddress(direct, ports.getOrDefault(node, 1))
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), relay);
        }

        void write() {
            StringBuilder lines = new StringBuilder();
            nodes.forEach((name, node) -> lines.append(
                            relays.containsKey(name) ? "127.0.0.1" : IpAddressSyntax.inUrl(connect))
                    .append(':')
                    .append(relays.getOrDefault(name, ports.getOrDefault(name, 1)))
                    .append(' ')
                    .append(String.join(" ", node.hosts()))
                    .append('\n'));
            OwnerOnlyFiles.writeUnsynced(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The IP address by which the nodes reach each other. */
    String connect() {
        return connect;
    }

    /** Writes an empty hosts file into the folder of a node. Blocks the calling thread. */
    synchronized void open(NodePlan node, Path folder) {
        View view = new View(folder.resolve(NodeFolderWriter.HOSTS));
        view.write();
        views.put(node.name(), view);
    }

    /** The hosts file of a node. */
    synchronized HostsFile of(String node) {
        return view(node).hosts;
    }

    /** Sets the port of this machine where a node serves its hosts. Blocks the calling thread. */
    synchronized void serve(NodePlan node, int port) {
        views.values().forEach(view -> {
            view.ports.put(node.name(), port);
            view.tell(node);
        });
    }

    /**
     * Makes the requests of one node to another node go through a relay, starting with the next request. Blocks the
     * calling thread.
     */
    synchronized void lead(String caller, NodePlan resource, int relay) {
        View view = view(caller);
        view.relays.put(resource.name(), relay);
        view.tell(resource);
    }

    private View view(String node) {
        View view = views.get(node);
        if (view == null) {
            throw new IllegalArgumentException(
                    "there is no node '" + node + "'; expected one of " + String.join(", ", views.keySet()));
        }
        return view;
    }
}
