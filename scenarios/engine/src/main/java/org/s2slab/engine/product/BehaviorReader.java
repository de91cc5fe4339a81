package org.s2slab.engine.product;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.config.ProductBehavior;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.node.ProductBehaviorCmdlet;

/** Reads which deliberate differences each node has switched off, so that it behaves like the product. */
public final class BehaviorReader {
    private BehaviorReader() {}

    /** The behaviors of each node, by the node's name; empty for a node that does not respond. Blocks. */
    public static Map<String, List<ProductBehavior>> read(List<ManagedNode> nodes) {
        return nodes.parallelStream()
                .filter(node -> !node.role().equals("authz"))
                .collect(Collectors.toConcurrentMap(ManagedNode::name, BehaviorReader::read));
    }

    /** The warnings: one sentence for each behavior. */
    public static List<String> warnings(Map<String, List<ProductBehavior>> behaviors) {
        return behaviors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(node -> node.getValue().stream().map(behavior -> behavior.warning(node.getKey())))
                .toList();
    }

    /** Reads the behaviors from the nodes, and returns their warnings as {@link #warnings(Map)} does. Blocks. */
    public static List<String> warnings(List<ManagedNode> nodes) {
        return warnings(read(nodes));
    }

    private static List<ProductBehavior> read(ManagedNode node) {
        try {
            return new AdministratorClient(node)
                    .run(ProductBehaviorCmdlet.NAME).stream()
                            .map(told -> ProductBehavior.of(told.getString("Name")))
                            .toList();
        } catch (AdministratorClient.Unanswered e) {
            return List.of();
        }
    }
}
