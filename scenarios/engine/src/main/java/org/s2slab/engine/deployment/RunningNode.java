package org.s2slab.engine.deployment;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;

/**
 * One node of a deployment and its state: running with its ports, or down.
 *
 * @param folder the node's data folder
 * @param clock the node's own clock
 * @param launched the node's ports and process, or null if the node is down
 * @param starts the number of the node's starts, which distinguishes data about this run from data about earlier runs
 */
public record RunningNode(
        NodePlan plan,
        Path folder,
        AdjustableClock clock,
        @Nullable Launched launched,
        int starts) {

    /** Whether the node runs. */
    public boolean isUp() {
        return launched != null;
    }

    RunningNode up(Launched now) {
        return new RunningNode(plan, folder, clock, now, starts + 1);
    }

    RunningNode down() {
        return new RunningNode(plan, folder, clock, null, starts);
    }

    /** The node's port for requests; 1 if the node is down, because another program may use the last port. */
    public int port() {
        return launched == null ? 1 : launched.port();
    }

    /** The node's port for administrators. */
    public int managementPort() {
        return launched == null ? 1 : launched.managementPort();
    }

    /** The id of the node's own process; empty if it has none or is down. */
    public OptionalLong process() {
        return launched == null ? OptionalLong.empty() : launched.pid();
    }

    /** The file with the output of the node's process. */
    public Path outputFile() {
        return folder.resolve(ProcessLauncher.OUTPUT);
    }
}
