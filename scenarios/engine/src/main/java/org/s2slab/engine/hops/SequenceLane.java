package org.s2slab.engine.hops;

import java.util.List;
import org.s2slab.trace.TokenRedactor;

/**
 * One lane of a sequence.
 *
 * @param id a node's name; {@link #PERSON} and {@link #ELSEWHERE} for the two that are none
 * @param label how the lane is headed: a node by its host name
 * @param note what it is
 * @param hosts the names it answers to; none where it is no node
 */
public record SequenceLane(String id, String label, String note, List<String> hosts) {
    /** The lane of people, who sign in with their own password. */
    public static final String PERSON = "a person";

    /** The lane of whoever is none of the nodes: an outsider, a person's client, or another organisation. */
    public static final String ELSEWHERE = "elsewhere";

    public SequenceLane {
        hosts = List.copyOf(hosts);
    }

    /** The label in parts between which a line may be broken. */
    public List<String> parts() {
        return List.of(TokenRedactor.redact(label).split("(?<=\\.)"));
    }

    /** Whether it is a node of the deployment. */
    public boolean isNode() {
        return !id.equals(PERSON) && !id.equals(ELSEWHERE);
    }
}
