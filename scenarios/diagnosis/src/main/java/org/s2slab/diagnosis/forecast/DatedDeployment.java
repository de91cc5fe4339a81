package org.s2slab.diagnosis.forecast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.deployment.DataFolder;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.TemporaryDeployment;

/**
 * A deployment whose trust was set up as documented, and whose policies follow the clock from then on. The real servers
 * were set up before a policy stopped the documented procedure, so the copy has to be set up without it.
 */
public final class DatedDeployment implements AutoCloseable {
    private final DataFolder folder;
    private final TemporaryDeployment running;

    private DatedDeployment(DataFolder folder, TemporaryDeployment running) {
        this.folder = folder;
        this.running = running;
    }

    /**
     * Starts a deployment, plays its scenario, and starts its nodes again with dated policies. Blocks the calling
     * thread.
     */
    public static DatedDeployment start(DeploymentRequest opening, Clock machine) {
        Instant begun = machine.instant();
        DataFolder folder = DataFolder.of(null, opening.plan().name()).untilExit();
        try {
            DeploymentRequest kept = opening.keptIn(folder.path());
            kept.with(PolicyMode.AS_DOCUMENTED).start(machine).close();
            // The clocks go on: what the set-up has registered is not valid before.
            Duration took = Duration.between(begun, machine.instant());
            Instant now = opening.at() == null ? null : opening.at().plus(took);
            DeploymentRequest again = new DeploymentRequest(
                    opening.plan(),
                    null,
                    null,
                    opening.apart(),
                    now,
                    kept.keep(),
                    kept.ports(),
                    kept.keys(),
                    kept.databases());
            return new DatedDeployment(folder, again.with(PolicyMode.DATED).start(machine));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public Deployment topology() {
        return running.topology();
    }

    /** A session for steps, which knows nothing of earlier steps; blocks. */
    ScenarioSession session() {
        return new ScenarioSession(running.topology(), running.launch());
    }

    @Override
    public void close() {
        running.close();
        folder.close();
    }
}
