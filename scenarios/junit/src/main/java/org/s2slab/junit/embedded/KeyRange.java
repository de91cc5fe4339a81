package org.s2slab.junit.embedded;

import java.util.BitSet;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ReusableKeys;

/**
 * A range of RSA key pairs and a root certificate. No other deployment in this process uses them at the same time, so
 * that no deployment trusts another deployment. The key pairs are stored between runs, because their generation takes
 * time.
 */
record KeyRange(int number, ReusableKeys keys) implements AutoCloseable {
    /** Number of key pairs in a range. The largest topologies need half of them. */
    private static final int PAIRS = 24;

    private static final BitSet TAKEN = new BitSet();

    /** Takes the lowest range that no deployment uses. */
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
