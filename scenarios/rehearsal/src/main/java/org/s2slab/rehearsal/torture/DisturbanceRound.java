package org.s2slab.rehearsal.torture;

import java.util.List;

/**
 * Disturbances that happen side by side, before it is tried whether every feature works again.
 *
 * @param ofProcesses those of processes and their files; in a round either all start the node again, or none does
 * @param ofSurroundings those of links and clocks
 */
public record DisturbanceRound(List<PlannedDisturbance> ofProcesses, List<PlannedDisturbance> ofSurroundings) {
    public DisturbanceRound {
        ofProcesses = List.copyOf(ofProcesses);
        ofSurroundings = List.copyOf(ofSurroundings);
    }

    /** Both groups. */
    List<List<PlannedDisturbance>> groups() {
        return List.of(ofProcesses, ofSurroundings);
    }
}
