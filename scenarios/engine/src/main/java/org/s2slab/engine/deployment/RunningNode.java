package org.s2slab.engine.deployment;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.management.AdjustableClock;

/**
 * One node of a deployment that was started.
 *
 * @param folder its data folder
 * @param clock its own clock
 * @param launched how to reach and stop it, or null while it is down
 * @param starts how often it was started, so that what is remembered of an earlier life is not taken for this one's
 */
public record RunningNode(
        NodePlan plan,
        Path folder,
        AdjustableClock clock,
        @Nullable Launched launched,
        int starts) {

    /** Whether it is up. */
    public boolean isUp() {
        return launched != null;
    }

    RunningNode up(Launched now) {
        return new RunningNode(plan, folder, clock, now, starts + 1);
    }

    RunningNode down() {
        return new RunningNode(plan, folder, clock, null, starts);
    }

    /** Where it takes requests; what it had before while it is down is no longer known, so 1, which nothing serves. */
    public int port() {
        return launched == null ? 1 : launched.port();
    }

    /** Where administrators reach it. */
    public int managementPort() {
        return launched == null ? 1 : launched.managementPort();
    }

    /** Its process, where it has one of its own and is up. */
    public OptionalLong process() {
        return launched == null ? OptionalLong.empty() : launched.pid();
    }

    /** What its process writes. */
    public Path outputFile() {
        return folder.resolve(ProcessLauncher.OUTPUT);
    }
}
