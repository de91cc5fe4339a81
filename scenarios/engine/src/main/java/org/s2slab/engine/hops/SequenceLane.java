package org.s2slab.engine.hops;

import java.util.List;
import org.s2slab.trace.TokenRedactor;

/**
 * One lane of a sequence diagram: a node, a person, or all others.
 *
 * @param id a node's name, {@link #PERSON} or {@link #ELSEWHERE}
 * @param label the heading: the host name of a node
 * @param note its description
 * @param hosts its host names; empty if it is not a node
 */
public record SequenceLane(String id, String label, String note, List<String> hosts) {
    /** The lane of people, who sign in with a password. */
    public static final String PERSON = "a person";

    /** The lane of everything that is not a node: an outsider, a person's client, or another organisation. */
    public static final String ELSEWHERE = "elsewhere";

    public SequenceLane {
        hosts = List.copyOf(hosts);
    }

    /** The label in parts, between which a line break is possible. */
    public List<String> parts() {
        return List.of(TokenRedactor.redact(label).split("(?<=\\.)"));
    }

    /** Whether the lane is a node of the deployment. */
    public boolean isNode() {
        return !id.equals(PERSON) && !id.equals(ELSEWHERE);
    }
}
