package org.s2slab.migration.importer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.TemporaryDeployment;

/** A copy that runs, at the moment for which it was made; every step that makes its trust went as it says. */
final class RunningCopy implements AutoCloseable {
    private final TemporaryDeployment deployment;

    RunningCopy(DeploymentImport copy, Instant at) {
        this(copy, at, PolicyMode.AS_DOCUMENTED);
    }

    RunningCopy(DeploymentImport copy, Instant at, PolicyMode policies) {
        this(request(copy).with(policies).at(at));
    }

    private RunningCopy(DeploymentRequest request) {
        deployment = request.start(Clock.systemUTC());
    }

    /** A copy with pools, whose databases are on the PostgreSQL server of the tests. */
    static RunningCopy pooled(DeploymentImport copy, Instant at) {
        return new RunningCopy(request(copy).at(at).on(PooledLaunch.databases()));
    }

    private static DeploymentRequest request(DeploymentImport copy) {
        return DeploymentRequest.of(
                TopologyParser.read(DeploymentImport.TOPOLOGY_FILE, copy.topology()),
                ScenarioParser.read(DeploymentImport.TRUST_FILE, copy.trust()));
    }

    TemporaryDeployment deployment() {
        return deployment;
    }

    static RunningCopy of(Path export, Instant at) {
        return new RunningCopy(DeploymentImport.of(export, at), at);
    }

    Diagnosis diagnosis() {
        return Doctor.examine(deployment.nodes());
    }

    @Override
    public void close() {
        deployment.close();
    }
}
