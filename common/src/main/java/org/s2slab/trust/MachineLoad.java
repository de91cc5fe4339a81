package org.s2slab.trust;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Measures how busy this machine is, by the share of time that the scheduler gives to one thread. */
final class MachineLoad {
    /** Nanoseconds of processor time for one measurement: several time slices of a few milliseconds. */
    private static final long WORK = 20_000_000;

    private MachineLoad() {}

    /** Measures how many times longer work takes than on an idle machine, at least 1. */
    static Future<Double> slowness(Vertx vertx) {
        return vertx.executeBlocking(MachineLoad::measure, false);
    }

    private static double measure() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isCurrentThreadCpuTimeSupported()) {
            return 1;
        }
        long begun = System.nanoTime();
        long before = threads.getCurrentThreadCpuTime();
        long worked = 0;
        while (worked < WORK) {
            worked = threads.getCurrentThreadCpuTime() - before;
        }
        return Math.max(1, (double) (System.nanoTime() - begun) / worked);
    }
}
