package org.s2slab.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how close this process is to its limit of open files, connections included. It counts only when the number
 * of connections could matter, because the time of a count grows with the number of open files.
 */
final class OpenFileMeter {
    /** Reserve of files for databases and their logs, and for connections before the next count. */
    private static final int SPARE = 32;

    /** The files are counted if the connections exceed this fraction of the limit. */
    private static final int PART = 8;

    /** The open files of all ports, because the limit belongs to the process. */
    private static final OpenFileMeter PROCESS = new OpenFileMeter();

    private final AtomicInteger connections = new AtomicInteger();

    private OpenFileMeter() {}

    static OpenFileMeter ofProcess() {
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
            // The JDK opens a folder to count the files, and this failed: the limit is reached.
            return true;
        }
    }
}
