package org.s2slab.junit;

import java.util.BitSet;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.SharedKeys;

/**
 * The keys of one deployment among several in this process: other pairs and another root than any that runs beside it, so
 * that nothing of one is trusted in another. The pairs themselves are kept between runs, for making them takes time.
 */
record KeyRange(int number, SharedKeys keys) implements AutoCloseable {
    /** Pairs of a range; the largest topologies have half of that. */
    private static final int PAIRS = 24;

    private static final BitSet TAKEN = new BitSet();

    /** The lowest range that nobody has. */
    static KeyRange take() {
        synchronized (TAKEN) {
            int number = TAKEN.nextClearBit(0);
            TAKEN.set(number);
            return new KeyRange(number, LaunchContext.keysFrom(number * PAIRS));
        }
    }

    @Override
    public void close() {
        synchronized (TAKEN) {
            TAKEN.clear(number);
        }
    }
}
