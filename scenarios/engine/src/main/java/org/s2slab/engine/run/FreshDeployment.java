package org.s2slab.engine.run;

import org.s2slab.engine.deployment.DataFolder;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.deployment.Workshop;
import org.s2slab.trace.Ids;

/** A deployment that was started for a purpose, with what was to happen in it first; it goes when it is closed. */
public final class FreshDeployment implements AutoCloseable {
    private final Workshop workshop;
    private final DataFolder folder;
    private final Topology topology;

    private FreshDeployment(Workshop workshop, DataFolder folder, Topology topology) {
        this.workshop = workshop;
        this.folder = folder;
        this.topology = topology;
    }

    /**
     * Starts every node, fills contact lists and plays the scenario; blocks. Where anything goes wrong nothing stays.
     *
     * @throws org.s2slab.engine.run.ScenarioFailedException when the scenario does not go as it says
     */
    static FreshDeployment start(Opening opening, Clock clock) {
        DataFolder folder = DataFolder.of(opening.keep(), opening.plan().name());
        Vertx vertx = Vertx.vertx();
        NodeLauncher launcher = opening.apart() ? new ProcessLauncher(vertx) : new InProcessLauncher(vertx);
        Workshop machine = new Workshop(vertx, launcher, opening.keys(), Ids.random(), clock).on(opening.ports());
        Workshop workshop = opening.at() == null ? machine : machine.at(opening.at());
        try {
            return new FreshDeployment(
                    workshop, folder, Prelude.start(opening.plan(), opening.scenario(), workshop, folder.path()));
        } catch (Exception e) {
            vertx.close().await();
            folder.close();
            throw e;
        }
    }

    /** What runs. */
    public Topology topology() {
        return topology;
    }

    /** What it was made with. */
    public Workshop workshop() {
        return workshop;
    }

    /** Every node as its administrator has it. */
    public List<ManagedNode> nodes() {
        return topology.managed();
    }

    /** Takes it down, and removes its data where it does not stay; blocks. */
    @Override
    public void close() {
        topology.close();
        workshop.vertx().close().await();
        folder.close();
    }
}
