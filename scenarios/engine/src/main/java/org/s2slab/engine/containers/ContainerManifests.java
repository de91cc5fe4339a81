package org.s2slab.engine.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.s2slab.engine.containers.ContainerExport.Images;
import org.s2slab.engine.deployment.ContainerDatabase;
import org.s2slab.engine.deployment.ContainerFolder.ContainerNode;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.node.InitialFiles;

/**
 * The files with which a container engine runs the nodes of a deployment.
 *
 * @param folder the folder of the deployment
 * @param user the user id and group id of the processes, {@code UID:GID}, for the compose file
 */
record ContainerManifests(Topology plan, Path folder, List<ContainerNode> nodes, Images images, String user) {
    /** The file with the objects of a cluster. */
    private static final String CLUSTER = "kubernetes.yaml";

    /** The label of other Pods that may call the nodes, for clients in the same namespace. */
    private static final Map<String, String> CLIENT = Map.of("s2slab/client", "true");

    /** The compose file: a service for each node. */
    String compose() {
        ManifestTemplate service = ManifestTemplate.of("compose.yaml");
        Map<String, Object> services = new LinkedHashMap<>();
        for (ContainerNode node : nodes) {
            Map<Object, Object> made = new LinkedHashMap<>((Map<?, ?>) service.filled(values(node)));
            if (node.plan().pool() != null) {
                Object ofPool = ManifestTemplate.of("pool/compose.yaml")
                        .filled(Map.of("pool", node.plan().poolName()));
                made.putAll((Map<?, ?>) ofPool);
            }
            services.put(node.plan().name(), made);
        }
        if (ContainerDatabase.isFor(plan)) {
            services.put(
                    ContainerDatabase.NAME,
                    ManifestTemplate.of("database/compose.yaml")
                            .filled(Map.of("databaseImage", images.database(), "user", user)));
        }
        return ManifestTemplate.text(
                List.of("Written by ./lab export --compose from the topology " + plan.name() + "."),
                List.of(Map.of("services", services)));
    }

    /** The objects of Kubernetes, or of {@code podman kube play}, in one file. */
    String objects(String template) throws IOException {
        ManifestTemplate ofNode = ManifestTemplate.of(template);
        List<Object> objects = new ArrayList<>();
        if (ContainerDatabase.isFor(plan)) {
            Map<String, String> files = files(folder.resolve(ContainerDatabase.NAME));
            objects.addAll((List<?>) ManifestTemplate.of("database/" + template)
                    .filled(Map.of("databaseImage", images.database(), "files", files)));
        }
        for (ContainerNode node : nodes) {
            Map<String, Object> values = values(node);
            values.put("files", files(node.folder()));
            values.put("callers", peers(node, true));
            values.put("resources", peers(node, false));
            objects.addAll((List<?>) ofNode.filled(values));
        }
        // The Pods of podman have no Services, and podman gives a pool no name.
        if (template.equals(CLUSTER)) {
            for (String pool : plan.pools().byName().keySet()) {
                objects.addAll((List<?>) ManifestTemplate.of("pool/" + template).filled(Map.of("pool", pool)));
            }
        }
        return ManifestTemplate.text(
                List.of(
                        "Written by ./lab export --kubernetes from the topology " + plan.name() + ".",
                        "The Secrets contain private keys and passwords: treat this file as a secret."),
                objects);
    }

    private Map<String, Object> values(ContainerNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("node", node.plan().name());
        values.put("labels", labels(node.plan()));
        values.put("image", images.lab());
        values.put("user", user);
        values.put("program", node.program());
        values.put("published", node.port());
        values.put("publishedManagement", node.managementPort());
        return values;
    }

    /** The content of the files in a folder, by the names that they have in a Secret. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                files.put(
                        path.replace("/", InitialFiles.SLASH),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static Map<String, Object> labels(NodePlan node) {
        Map<String, Object> labels = component(node);
        if (node.pool() != null) {
            labels.put("s2slab/pool", node.poolName());
        }
        return labels;
    }

    private static Map<String, Object> component(NodePlan node) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "s2slab");
        labels.put("app.kubernetes.io/component", node.name());
        return labels;
    }

    /** The Pods that call a node, or that it calls. The node itself is one of them, because an empty list means any Pod. */
    private List<Object> peers(ContainerNode node, boolean callers) {
        List<Object> peers = new ArrayList<>();
        for (ContainerNode other : nodes) {
            boolean calls = callers ? calls(other.plan(), node.plan()) : calls(node.plan(), other.plan());
            if (calls || other.equals(node)) {
                peers.add(peer(component(other.plan())));
            }
        }
        if (callers) {
            peers.add(peer(CLIENT));
        }
        return peers;
    }

    private static Object peer(Map<String, ?> labels) {
        return Map.of("podSelector", Map.of("matchLabels", labels));
    }

    /**
     * Whether a server calls another one, for a feature or for its metadata. Partners read each other's metadata. Nodes
     * of the same product call each other only if they are Exchange servers. The authorization server forwards requests
     * for mailboxes to Exchange Online.
     */
    static boolean calls(NodePlan caller, NodePlan resource) {
        if (caller.role().equals("authz")) {
            return resource.online() && resource.role().equals("exchange");
        }
        return !caller.role().equals(resource.role()) || caller.role().equals("exchange");
    }
}
