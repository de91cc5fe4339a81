package org.s2slab.scenarios.bench;

/** Runs two pieces of work turn by turn, in windows of equal length, so that a drifting machine slows both alike. */
final class Loop {
    /** Nanoseconds of one window: long enough for thousands of operations of tens of microseconds. */
    private static final long WINDOW = 700_000_000L;

    private static final int WARM_UP_WINDOWS = 5;
    private static final int WINDOWS = 9;

    /** One operation; its result is looked at so that it is not optimised away. */
    interface Operation {
        Object run() throws Exception;
    }

    private Object sink = "";

    /** Operations a second of each, in the order given. */
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
        long begin = System.nanoTime();
        long count = 0;
        long elapsed;
        do {
            for (int i = 0; i < 32; i++) {
                sink = operation.run();
            }
            count += 32;
            elapsed = System.nanoTime() - begin;
        } while (elapsed < WINDOW);
        return count * 1e9 / elapsed;
    }
}
