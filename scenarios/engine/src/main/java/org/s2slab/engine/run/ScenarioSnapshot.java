package org.s2slab.engine.run;

import java.nio.file.Path;
import java.util.Optional;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.SourceFileReader;
import org.s2slab.engine.snapshot.Snapshot;
import org.s2slab.engine.text.FileSyntaxException;

/** The snapshot with whose data a scenario begins, and other files in the folder of a scenario. */
final class ScenarioSnapshot {
    private ScenarioSnapshot() {}

    /** The snapshot, from a file in the scenario's folder; empty for a scenario on a new deployment. Blocks. */
    static Optional<Snapshot> of(Scenario scenario) {
        return Optional.ofNullable(scenario.snapshot()).map(name -> Snapshot.read(beside(scenario, "snapshot", name)));
    }

    /** The topology of the snapshot. Throws FileSyntaxException if the scenario names another topology. Blocks. */
    static Optional<Topology> topologyOf(Scenario scenario) {
        return of(scenario).map(snapshot -> {
            if (!snapshot.plan().name().equals(scenario.topology())) {
                throw new FileSyntaxException(
                        scenario.source(),
                        scenario.lineOf("topology"),
                        "topology: the snapshot is of topology '"
                                + snapshot.plan().name() + "', not of '" + scenario.topology()
                                + "'; write the name of the snapshot's topology");
            }
            return snapshot.plan();
        });
    }

    /** The path of a file that a key of a scenario names. It must be in the folder of the scenario, or below it. */
    static Path beside(Scenario scenario, String key, String name) {
        try {
            return SourceFileReader.beside(Path.of(scenario.source()), name);
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(scenario.source(), scenario.lineOf(key), key + ": " + e.getMessage());
        }
    }

    /** Refuses a snapshot in a scenario that another scenario names under a key. */
    static Scenario without(Scenario related, Scenario scenario, String key) {
        if (related.snapshot() != null) {
            throw new FileSyntaxException(
                    scenario.source(),
                    scenario.lineOf(key),
                    key + ": scenario '" + related.name() + "' begins with a snapshot; write 'snapshot' in the scenario"
                            + " that runs first, and play it alone");
        }
        return related;
    }
}
