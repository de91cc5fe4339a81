package org.s2slab.drill;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;

/** The roles that the simulated users of a drill and of a torture run need. */
public final class NeededRoles {
    private NeededRoles() {}

    /** Throws IllegalArgumentException if a topology has no Lync or no Exchange. */
    public static void require(Topology topology) {
        Set<String> roles =
                topology.nodes().values().stream().map(NodePlan::role).collect(Collectors.toCollection(TreeSet::new));
        if (!roles.containsAll(List.of("lync", "exchange"))) {
            throw new IllegalArgumentException(
                    "topology: a node of the role lync and one of the role exchange are needed; '" + topology.name()
                            + "' has only " + String.join(", ", roles));
        }
    }
}
