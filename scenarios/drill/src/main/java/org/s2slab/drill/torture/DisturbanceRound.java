package org.s2slab.drill.torture;

import java.util.List;

/**
 * Disturbances that run at the same time, before the check that every feature works again.
 *
 * @param ofProcesses disturbances of processes and their files; in a round, either all of them or none of them restart
 *     the node
 * @param ofSurroundings disturbances of links and clocks
 */
public record DisturbanceRound(List<PlannedDisturbance> ofProcesses, List<PlannedDisturbance> ofSurroundings) {
    public DisturbanceRound {
        ofProcesses = List.copyOf(ofProcesses);
        ofSurroundings = List.copyOf(ofSurroundings);
    }

    /** The two lists of disturbances. */
    List<List<PlannedDisturbance>> groups() {
        return List.of(ofProcesses, ofSurroundings);
    }
}
