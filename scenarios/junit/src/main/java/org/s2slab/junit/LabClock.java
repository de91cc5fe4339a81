package org.s2slab.junit;

import java.time.Duration;
import java.time.Instant;

/** Reads and moves the simulated clocks of a deployment: the clocks of all nodes, or of one node. */
public interface LabClock {
    /** The time of the first node's clock. */
    Instant now();

    /** Moves all clocks. */
    void advance(Duration by);

    /** Moves the clock of one node only. A negative duration moves it back. */
    void advance(String node, Duration by);

    /** Sets all clocks. */
    void set(Instant moment);
}
