package org.s2slab.migration.importer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.s2slab.engine.run.FreshDeployment;
import org.s2slab.engine.run.Opening;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.language.ScenarioFile;
import org.s2slab.engine.language.TopologyFile;

/** A copy that runs, at the moment for which it was made; every step that makes its trust went as it says. */
final class RunningCopy implements AutoCloseable {
    private final FreshDeployment deployment;

    RunningCopy(DeploymentCopy copy, Instant at) {
        deployment = Opening.of(
                        TopologyFile.read(DeploymentCopy.TOPOLOGY_FILE, copy.topology()),
                        ScenarioFile.read(DeploymentCopy.TRUST_FILE, copy.trust()))
                .at(at)
                .start(Clock.systemUTC());
    }

    static RunningCopy of(Path export, Instant at) {
        return new RunningCopy(DeploymentCopy.of(export, at), at);
    }

    Diagnosis diagnosis() {
        return Doctor.examine(deployment.nodes());
    }

    @Override
    public void close() {
        deployment.close();
    }
}
