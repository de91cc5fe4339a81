package org.s2slab.engine.deployment;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;

/**
 * One node of a deployment and its state: running with its ports, or down.
 *
 * @param folder its data folder
 * @param clock its own clock
 * @param launched its ports and its process, or null while it is down
 * @param starts the number of its starts, so that data about an earlier run is not used for this one
 */
public record RunningNode(
        NodePlan plan,
        Path folder,
        AdjustableClock clock,
        @Nullable Launched launched,
        int starts) {

    /** Whether it runs. */
    public boolean isUp() {
        return launched != null;
    }

    RunningNode up(Launched now) {
        return new RunningNode(plan, folder, clock, now, starts + 1);
    }

    RunningNode down() {
        return new RunningNode(plan, folder, clock, null, starts);
    }

    /** Its port for requests; 1 while it is down, which nothing serves, because its last port is no longer its own. */
    public int port() {
        return launched == null ? 1 : launched.port();
    }

    /** Its port for administrators. */
    public int managementPort() {
        return launched == null ? 1 : launched.managementPort();
    }

    /** The id of its process, if it has one of its own and runs. */
    public OptionalLong process() {
        return launched == null ? OptionalLong.empty() : launched.pid();
    }

    /** The file with the output of its process. */
    public Path outputFile() {
        return folder.resolve(ProcessLauncher.OUTPUT);
    }
}
