package org.s2slab.engine.hops;

import java.util.List;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.trace.TokenRedactor;

/**
 * One lane of a sequence diagram: a node, people, or all others.
 *
 * @param id a node's name, {@link #PERSON} or {@link #ELSEWHERE}
 * @param label the heading
 * @param note the description under the heading
 * @param hosts the node's host names; empty if the lane is not a node
 */
public record SequenceLane(String id, String label, String note, List<String> hosts) {
    /** The lane of people who sign in with a password. */
    public static final String PERSON = "a person";

    /** The lane of everything else: an outsider, a person's client, or another organisation. */
    public static final String ELSEWHERE = "elsewhere";

    /** The lane of a node. Its heading is its host name, or, for a server of a pool, its name with that of the pool. */
    static SequenceLane of(NodePlan node) {
        boolean isPooled = node.pool() != null;
        return new SequenceLane(
                node.name(),
                isPooled ? node.label() : node.host(),
                isPooled ? node.ownHost() : node.name(),
                node.hosts());
    }

    public SequenceLane {
        hosts = List.copyOf(hosts);
    }

    /** The name in sentences: that of a node, in which the pool of a server follows. */
    public String name() {
        return isPooled() ? label : id;
    }

    /** Whether the lane is a server of a pool. */
    public boolean isPooled() {
        return label.startsWith(id + " (");
    }

    /** The label in parts. A line can break between two parts. */
    public List<String> parts() {
        return List.of(TokenRedactor.redact(label).split("(?<=[. ])"));
    }

    /** Whether the lane is a node of the deployment. */
    public boolean isNode() {
        return !id.equals(PERSON) && !id.equals(ELSEWHERE);
    }
}
