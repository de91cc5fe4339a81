package org.s2slab.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A group of the kernel (cgroup) that gives the processes in it a share of the processor time of one core. With it, several
 * servers on a machine with few cores each have the same quota, as if each had a machine of its own.
 */
final class ProcessQuota implements AutoCloseable {
    private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup");

    /** The length of a period in microseconds: short, so that a server never waits long for its next share. */
    private static final long PERIOD = 10_000;

    private final Path group;
    private final boolean unified;

    private ProcessQuota(Path group, boolean unified) {
        this.group = group;
        this.unified = unified;
    }

    /**
     * Makes a group.
     *
     * @throws IOException if this user may not do that, or the kernel has no such groups
     */
    static ProcessQuota named(String name) throws IOException {
        boolean unified = Files.exists(CONTROLLERS.resolve("cgroup.controllers"));
        Path parent = unified ? CONTROLLERS : CONTROLLERS.resolve("cpu");
        Path group = parent.resolve("s2slab-" + ProcessHandle.current().pid() + "-" + name);
        Files.createDirectory(group);
        return new ProcessQuota(group, unified);
    }

    void add(long pid) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    }

    /** Gives the group so many hundredths of a core. */
    void limit(int hundredths) throws IOException {
        long quota = PERIOD * hundredths / 100;
        if (unified) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
    }

    /** Removes the group. Its processes must have ended. */
    @Override
    public void close() throws IOException {
        Path parent = group.getParent();
        for (String pid : List.copyOf(Files.readAllLines(group.resolve("cgroup.procs")))) {
            Files.writeString(parent.resolve("cgroup.procs"), pid);
        }
        Files.delete(group);
    }
}
