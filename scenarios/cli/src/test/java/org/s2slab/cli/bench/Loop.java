package org.s2slab.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Runs pieces of work turn by turn on this thread, in windows of equal length, so that a drifting machine slows all alike.
 * What is counted is the thread's own processor time, so that other work on the machine does not count.
 */
final class Loop {
    /** Nanoseconds of one window: long enough for thousands of operations of tens of microseconds. */
    private static final long WINDOW = 700_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_WINDOWS = 5;
    private static final int WINDOWS = 9;

    /** One operation; its result is looked at so that it is not optimised away. */
    interface Operation {
        Object run() throws Exception;
    }

    private Object sink = "";

    /** Operations for each second of processor time, in the order given. */
    Measured[] inTurns(String[] names, Operation... operations) throws Exception {
        Measured[] measured = new Measured[operations.length];
        for (int i = 0; i < operations.length; i++) {
            measured[i] = new Measured(names[i]);
        }
        for (int window = -WARM_UP_WINDOWS; window < WINDOWS; window++) {
            for (int i = 0; i < operations.length; i++) {
                double rate = window(operations[i]);
                if (window >= 0) {
                    measured[i].add(rate);
                }
            }
        }
        if (sink == null) {
            throw new IllegalStateException("an operation gave nothing");
        }
        return measured;
    }

    private double window(Operation operation) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        long elapsed;
        do {
            for (int i = 0; i < 1_000; i++) {
                sink = operation.run();
            }
            count += 1_000;
            elapsed = THREADS.getCurrentThreadCpuTime() - begin;
        } while (elapsed < WINDOW);
        return count * 1e9 / elapsed;
    }
}
