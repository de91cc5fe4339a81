package org.s2slab.engine.lesson;

import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;

/** Examines the trust between the servers of a deployment. The doctor implements it, which is in a module above. */
@FunctionalInterface
public interface EdgeExaminer {
    /**
     * The state of the trust of one server in another.
     *
     * @param sentence what is wrong, or the verdict in words
     */
    record EdgeState(String caller, String resource, boolean works, String sentence) {}

    /** The state of every edge; blocks. Its test calls are in the trace of the given nodes. */
    List<EdgeState> examine(List<ManagedNode> nodes);
}
