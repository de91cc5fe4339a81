package org.s2slab.engine.hops;

import java.util.List;
import org.s2slab.trace.TokenRedactor;

/**
 * One lane of a sequence diagram: a node, people, or all others.
 *
 * @param id a node's name, {@link #PERSON} or {@link #ELSEWHERE}
 * @param label the heading: the host name of a node
 * @param note the description under the heading
 * @param hosts the node's host names; empty if the lane is not a node
 */
public record SequenceLane(String id, String label, String note, List<String> hosts) {
    /** The lane of people who sign in with a password. */
    public static final String PERSON = "a person";

    /** The lane of everything else: an outsider, a person's client, or another organisation. */
    public static final String ELSEWHERE = "elsewhere";

    public SequenceLane {
        hosts = List.copyOf(hosts);
    }

    /** The label in parts. A line can break between two parts. */
    public List<String> parts() {
        return List.of(TokenRedactor.redact(label).split("(?<=\\.)"));
    }

    /** Whether the lane is a node of the deployment. */
    public boolean isNode() {
        return !id.equals(PERSON) && !id.equals(ELSEWHERE);
    }
}
