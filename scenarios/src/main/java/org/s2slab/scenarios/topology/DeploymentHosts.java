package org.s2slab.scenarios.topology;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.config.Hosts;
import org.s2slab.pki.OwnerOnlyFiles;

/** Where the hosts of a deployment are served: in memory for nodes of this JVM, as a file for those in others. */
final class DeploymentHosts {
    private final Path file;
    private final Hosts hosts = new Hosts();
    private final Map<String, String> lines = new TreeMap<>();

    /** Writes an empty file; blocks. */
    DeploymentHosts(Path file) {
        this.file = file;
        write();
    }

    Hosts hosts() {
        return hosts;
    }

    /** Says at which port of this machine a node serves its hosts, from now on; blocks. */
    synchronized void serve(NodePlan node, int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        node.hosts().forEach(host -> hosts.put(host, address));
        lines.put(node.name(), "127.0.0.1:" + port + " " + String.join(" ", node.hosts()) + "\n");
        write();
    }

    private void write() {
        OwnerOnlyFiles.writeUnsynced(file, String.join("", lines.values()).getBytes(StandardCharsets.US_ASCII));
    }
}
