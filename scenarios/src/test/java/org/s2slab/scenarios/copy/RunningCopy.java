package org.s2slab.scenarios.copy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.s2slab.scenarios.cli.DataFolder;
import org.s2slab.scenarios.cli.Lab;
import org.s2slab.scenarios.doctor.Diagnosis;
import org.s2slab.scenarios.doctor.Doctor;
import org.s2slab.scenarios.run.ScenarioRunner;
import org.s2slab.scenarios.run.Spectator;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.ScenarioFile;
import org.s2slab.scenarios.script.TopologyFile;
import org.s2slab.scenarios.topology.InProcessLauncher;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;

/** A copy that runs, at the moment for which it was made. */
final class RunningCopy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final DataFolder folder = DataFolder.of(null, "copy");
    private final Topology topology;
    private final List<String> problems;

    RunningCopy(DeploymentCopy copy, Instant at) {
        TopologyPlan plan = TopologyFile.read("topology.yaml", copy.topology());
        Scenario trust = ScenarioFile.read("trust.yaml", copy.trust());
        Workshop workshop = new Workshop(
                        vertx, new InProcessLauncher(vertx), Workshop.sharedKeys(), Ids.random(), Lab.CLOCK)
                .at(at);
        topology = Topology.start(plan, workshop, folder.path());
        problems = new ScenarioRunner(workshop, name -> plan, Spectator.NOBODY).playOn(topology, trust);
    }

    static RunningCopy of(Path export, Instant at) {
        return new RunningCopy(DeploymentCopy.of(export, at), at);
    }

    /** What went wrong when its trust was made. */
    List<String> problems() {
        return problems;
    }

    Diagnosis diagnosis() {
        return Doctor.examine(topology.managed());
    }

    @Override
    public void close() {
        topology.close();
        vertx.close().await();
        folder.close();
    }
}
