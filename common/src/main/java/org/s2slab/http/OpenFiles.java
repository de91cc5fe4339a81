package org.s2slab.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How near this process is to the number of files it may have open, connections included. It is counted only once connections
 * could matter: a count takes as long as there are open files.
 */
final class OpenFiles {
    /** For databases and their logs, and for what is accepted before anybody can look at it. */
    private static final int SPARE = 32;

    /** Connections are looked at from this part of the limit on. */
    private static final int PART = 8;

    /** Of all ports of the process, because the limit is the process's. */
    private static final OpenFiles PROCESS = new OpenFiles();

    private final AtomicInteger connections = new AtomicInteger();

    private OpenFiles() {}

    static OpenFiles ofProcess() {
        return PROCESS;
    }

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    boolean areScarce() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && connections.get() > system.getMaxFileDescriptorCount() / PART
                && areScarce(system);
    }

    private static boolean areScarce(UnixOperatingSystemMXBean system) {
        try {
            return system.getOpenFileDescriptorCount() > system.getMaxFileDescriptorCount() - SPARE;
        } catch (InternalError none) {
            // The JDK opens a folder to count them, and there is no file left for that.
            return true;
        }
    }
}
