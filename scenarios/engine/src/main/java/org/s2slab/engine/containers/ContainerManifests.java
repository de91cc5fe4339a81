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
import org.s2slab.engine.deployment.ContainerFolder.ContainerNode;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.node.InitialFiles;

/**
 * The files with which a container engine runs the nodes of a deployment.
 *
 * @param image the name of the lab's image
 * @param user the user id and group id of the processes, {@code UID:GID}, for the compose file
 */
record ContainerManifests(String topology, List<ContainerNode> nodes, String image, String user) {
    /** The label of other Pods that may call the nodes, for clients in the same namespace. */
    private static final Map<String, String> CLIENT = Map.of("s2slab/client", "true");

    /** The compose file: a service for each node. */
    String compose() {
        ManifestTemplate service = ManifestTemplate.of("compose.yaml");
        Map<String, Object> services = new LinkedHashMap<>();
        for (ContainerNode node : nodes) {
            services.put(node.plan().name(), service.filled(values(node)));
        }
        return ManifestTemplate.text(
                List.of("Written by ./lab export --compose from the topology " + topology + "."),
                List.of(Map.of("services", services)));
    }

    /** The objects of Kubernetes, or of {@code podman kube play}, in one file. */
    String objects(String template) throws IOException {
        ManifestTemplate ofNode = ManifestTemplate.of(template);
        List<Object> objects = new ArrayList<>();
        for (ContainerNode node : nodes) {
            Map<String, Object> values = values(node);
            Map<String, String> files = new TreeMap<>();
            for (Path file : files(node.folder())) {
                String path = node.folder().relativize(file).toString().replace('\\', '/');
                files.put(
                        path.replace("/", InitialFiles.SLASH),
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            }
            values.put("files", files);
            values.put("callers", peers(node, true));
            values.put("resources", peers(node, false));
            objects.addAll((List<?>) ofNode.filled(values));
        }
        return ManifestTemplate.text(
                List.of(
                        "Written by ./lab export --kubernetes from the topology " + topology + ".",
                        "The Secrets contain private keys and passwords: treat this file as a secret."),
                objects);
    }

    private Map<String, Object> values(ContainerNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("node", node.plan().name());
        values.put("image", image);
        values.put("user", user);
        values.put("program", node.program());
        values.put("published", node.port());
        values.put("publishedManagement", node.managementPort());
        return values;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The Pods that call a node, or that it calls. The node itself is one of them, because an empty list means any Pod. */
    private List<Object> peers(ContainerNode node, boolean callers) {
        List<Object> peers = new ArrayList<>();
        for (ContainerNode other : nodes) {
            boolean calls = callers ? calls(other.plan(), node.plan()) : calls(node.plan(), other.plan());
            if (calls || other.equals(node)) {
                peers.add(peer(ordered(
                        "app.kubernetes.io/name",
                        "s2slab",
                        "app.kubernetes.io/component",
                        other.plan().name())));
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

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
