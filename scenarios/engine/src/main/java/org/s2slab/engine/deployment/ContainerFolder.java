package org.s2slab.engine.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.KeyPool;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The folder of a deployment whose nodes run in containers. Each node has a folder with its configuration, certificates
 * and keys, in which the paths are those inside its container. Commands of the lab find the published ports of the
 * containers in {@code deployment.json}.
 */
public final class ContainerFolder {
    /** The data folder inside a container, which is also the folder of its configuration. */
    public static final String DATA = "/data";

    /** The port inside a container for partners and people. */
    public static final int PORT = 8_443;

    /** The port inside a container for administrators. */
    public static final int MANAGEMENT_PORT = 9_443;

    /** The folder of one forest's domain controller, below the data folder of each container. */
    public static final String DIRECTORY = "directory";

    private static final String ROOT = "root.pem";

    /** A label of a DNS name (RFC 1123, 2.1), in lower case as in names of Kubernetes. */
    private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,45}[a-z0-9])?");

    private final Topology plan;
    private final Path folder;
    private final DeploymentKeys keys;

    /** One node in its container. The ports are those at which the machine publishes the container's ports. */
    public record ContainerNode(NodePlan plan, Path folder, String program, int port, int managementPort) {}

    private ContainerFolder(Topology plan, Path folder, DeploymentKeys keys) {
        this.plan = plan;
        this.folder = folder;
        this.keys = keys;
    }

    /**
     * Writes the folder with new keys and new passwords of the people, for its owner only. Blocks the calling thread.
     *
     * @param folder an absent folder
     * @param ports the ports at which the machine publishes the containers' ports
     * @throws FileSyntaxException if the name of a node cannot be the name of a container, or if there is no such port
     */
    public static List<ContainerNode> write(Topology topology, Path folder, PortPlan ports, Clock clock) {
        requireNames(topology);
        requireNoCollector(topology);
        Topology plan = OwnPasswords.random(
                topology.with(Exposure.of("0.0.0.0", topology.exposure().name())));
        OwnerOnlyFiles.makeFolder(folder);
        Path root = folder.resolve("root");
        Path pool = root.resolve("pool");
        DeploymentKeys keys = new DeploymentKeys(root, new ReusableKeys(new KeyPool(pool)), clock);
        ContainerFolder made = new ContainerFolder(plan, folder, keys);
        for (NodePlan node : plan.nodes().values()) {
            OwnerOnlyFiles.makeFolder(folder.resolve(node.name()));
            NodeFolderWriter.equip(node, folder.resolve(node.name()), keys);
        }
        Map<String, PostgresConfig> databases = ContainerDatabase.write(plan, folder, keys, DATA + "/" + ROOT);
        List<ContainerNode> nodes = plan.nodes().values().stream()
                .map(node -> made.node(
                        node,
                        ports.of(plan, node.name()).orElseThrow(),
                        node.database().map(databases::get).orElse(null)))
                .toList();
        OwnPasswords.write(plan, folder);
        made.describe(nodes);
        // The key of the root certificate could issue certificates for every host.
        removeAll(root, keys.rootFile());
        return nodes;
    }

    private static void requireNames(Topology plan) {
        for (String name : plan.pools().names()) {
            if (name.equals(ContainerDatabase.NAME) && ContainerDatabase.isFor(plan)) {
                throw new FileSyntaxException(
                        plan.name(),
                        "nodes: '" + name
                                + "' is the name of the container with PostgreSQL; give the node another name");
            }
            if (!LABEL.matcher(name).matches()) {
                throw new FileSyntaxException(
                        plan.name(),
                        "nodes: '" + name
                                + "' cannot be the name of a container, which is a part of DNS names; name the node"
                                + " with at most 47 characters of a-z, digits and hyphens, the first of them a letter");
            }
        }
    }

    /** The policies of the network let a node connect only to nodes, and localhost is the container itself. */
    private static void requireNoCollector(Topology plan) {
        if (plan.nodes().values().stream().anyMatch(node -> node.telemetry() != null)) {
            throw new FileSyntaxException(
                    plan.name(),
                    "telemetry: the address of this topology's collector is not one for containers; remove the key, and"
                            + " add 'telemetry' to the node.yaml of each exported node with an address that its container"
                            + " reaches");
        }
    }

    private ContainerNode node(NodePlan node, NodePorts published, @Nullable PostgresConfig database) {
        Path written = folder.resolve(node.name());
        NodePlace place = new NodePlace(written, DATA, DATA + "/" + ROOT, DATA + "/" + DIRECTORY + "/" + node.forest());
        NodePorts inside = new NodePorts(plan.exposure().address(), PORT, MANAGEMENT_PORT);
        NodeFolderWriter.configure(plan, node, place, keys, Optional.of(inside), database);
        AdministratorCredential.in(written);
        OwnerOnlyFiles.makeFolder(written.resolve(DIRECTORY));
        try {
            OwnerOnlyFiles.writeUnsynced(written.resolve(ROOT), Files.readAllBytes(keys.rootFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + keys.rootFile(), e);
        }
        String hosts = plan.nodes().values().stream()
                .map(other -> other.name() + ":" + PORT + " " + String.join(" ", other.hosts()) + "\n")
                .collect(Collectors.joining());
        OwnerOnlyFiles.writeUnsynced(
                written.resolve(NodeFolderWriter.HOSTS), hosts.getBytes(StandardCharsets.US_ASCII));
        return new ContainerNode(
                node, written, ProcessLauncher.program(node.role()), published.port(), published.managementPort());
    }

    /** Writes {@code deployment.json}. Its paths are relative, so that the folder may be moved. */
    private void describe(List<ContainerNode> nodes) {
        List<NodeAddress> addresses = new ArrayList<>();
        for (ContainerNode node : nodes) {
            addresses.add(new NodeAddress(
                    node.plan().name(),
                    node.plan().role(),
                    node.plan().online(),
                    node.plan().hosts(),
                    true,
                    Exposure.LOOPBACK.address(),
                    node.port(),
                    node.managementPort(),
                    folder.relativize(node.folder()),
                    node.plan().pool()));
        }
        new DeploymentDescriptor(plan.name(), folder.relativize(keys.rootFile()), null, addresses).write(folder);
    }

    private static void removeAll(Path folder, Path except) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> !one.equals(folder) && !one.equals(except))
                    .sorted((first, second) -> second.compareTo(first))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }
}
