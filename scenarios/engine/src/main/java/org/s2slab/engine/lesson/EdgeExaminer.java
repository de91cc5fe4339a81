package org.s2slab.engine.lesson;

import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;

/** Examines the trust between servers. The doctor implements this interface, as its module is above this module. */
@FunctionalInterface
public interface EdgeExaminer {
    /**
     * The trust of one server in another server.
     *
     * @param sentence what is wrong, or the result in words
     */
    record EdgeState(String caller, String resource, boolean works, String sentence) {}

    /**
     * The state of the trust between all servers. Blocks the calling thread. The test calls belong to the trace of the
     * given nodes.
     */
    List<EdgeState> examine(List<ManagedNode> nodes);
}
