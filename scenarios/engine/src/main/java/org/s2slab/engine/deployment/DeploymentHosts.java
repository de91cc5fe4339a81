package org.s2slab.engine.deployment;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.config.HostsFile;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * Where the hosts of a deployment are served, as each node sees it: in memory for nodes of this JVM, as a file in its
 * folder for one in another. All see the same, but for links on which a relay stands.
 */
final class DeploymentHosts {
    private final Map<String, View> views = new LinkedHashMap<>();

    /** What one node sees: the port of each other node's hosts. */
    private static final class View {
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
            Integer direct = ports.getOrDefault(node.name(), 1);
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), relays.getOrDefault(node.name(), direct));
            node.hosts().forEach(host -> hosts.put(host, address));
            write();
        }

        void write() {
            StringBuilder lines = new StringBuilder();
            nodes.forEach((name, node) -> lines.append("127.0.0.1:")
                    .append(relays.getOrDefault(name, ports.getOrDefault(name, 1)))
                    .append(' ')
                    .append(String.join(" ", node.hosts()))
                    .append('\n'));
            OwnerOnlyFiles.writeUnsynced(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Writes what a node sees into its folder, nothing yet; blocks. */
    synchronized void open(NodePlan node, Path folder) {
        View view = new View(folder.resolve(NodeFolderWriter.HOSTS));
        view.write();
        views.put(node.name(), view);
    }

    /** What a node sees. */
    synchronized HostsFile of(String node) {
        return view(node).hosts;
    }

    /** Says at which port of this machine a node serves its hosts, from now on; blocks. */
    synchronized void serve(NodePlan node, int port) {
        views.values().forEach(view -> {
            view.ports.put(node.name(), port);
            view.tell(node);
        });
    }

    /** Leads one node by a relay to another, from its next request on; blocks. */
    synchronized void lead(String caller, NodePlan resource, int relay) {
        View view = view(caller);
        view.relays.put(resource.name(), relay);
        view.tell(resource);
    }

    private View view(String node) {
        View view = views.get(node);
        if (view == null) {
            throw new IllegalArgumentException(
                    "there is no node '" + node + "'; there are " + String.join(", ", views.keySet()));
        }
        return view;
    }
}
