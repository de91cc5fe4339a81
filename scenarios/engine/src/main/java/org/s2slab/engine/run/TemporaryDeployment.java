package org.s2slab.engine.run;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.trace.IdGenerator;

/** A started and prepared deployment. {@link #close} stops the nodes, and removes a temporary data folder. */
public final class TemporaryDeployment implements AutoCloseable {
    private final LaunchContext launch;
    private final DataFolder folder;
    private final Deployment topology;

    private TemporaryDeployment(LaunchContext launch, DataFolder folder, Deployment topology) {
        this.launch = launch;
        this.folder = folder;
        this.topology = topology;
    }

    /**
     * Starts every node, fills contact lists and plays the scenario. Blocks the calling thread. After a failure, the
     * method removes everything again.
     *
     * @throws org.s2slab.engine.run.ScenarioFailedException if a step of the scenario fails
     */
    static TemporaryDeployment start(DeploymentRequest opening, Clock clock) {
        opening.ports().requireFree(opening.plan());
        opening.keys().prepare(opening.plan());
        DataFolder folder = DataFolder.of(opening.keep(), opening.plan().name());
        Vertx vertx = Vertx.vertx();
        NodeLauncher launcher = opening.apart() ? new ProcessLauncher(vertx) : new InProcessLauncher(vertx);
        LaunchContext machine = new LaunchContext(vertx, launcher, opening.keys(), IdGenerator.random(), clock)
                .on(opening.ports())
                .on(opening.databases().keeping(opening.keep() != null));
        LaunchContext launch = opening.at() == null ? machine : machine.at(opening.at());
        try {
            return new TemporaryDeployment(
                    launch,
                    folder,
                    DeploymentSetup.start(
                            opening.plan(), opening.scenario(), launch, folder.path(), opening.snapshot()));
        } catch (Exception e) {
            vertx.close().await();
            folder.close();
            throw e;
        }
    }

    /** The running deployment. */
    public Deployment topology() {
        return topology;
    }

    /** The Vert.x instance, the keys and the clock with which the deployment was started. */
    public LaunchContext launch() {
        return launch;
    }

    /** All nodes, each with a client for its management port. */
    public List<ManagedNode> nodes() {
        return topology.managed();
    }

    /** Stops the deployment, and removes its data if the folder is temporary. Blocks the calling thread. */
    @Override
    public void close() {
        topology.close();
        launch.vertx().close().await();
        folder.close();
    }
}
