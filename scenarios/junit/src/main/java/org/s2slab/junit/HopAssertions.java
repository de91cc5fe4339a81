package org.s2slab.junit;

import java.util.List;

/**
 * Asserts the hops between the nodes of a deployment since the test began, as the nodes' journals record them.
 * Assertions are sentences of the scenario language, for instance {@code exchange refuses lync by rule G3}. A part that
 * a sentence leaves out matches any value.
 */
public interface HopAssertions {
    /** Ignores all hops that have happened so far. */
    void beginAnew();

    /**
     * All hops, in the order in which they happened. Waits until the nodes have done the work that requests caused;
     * work that waits for its next attempt is not waited for. Blocks.
     */
    List<LabHop> hops();

    /** Asserts that a hop happened, once or more often. */
    HopAssertions shows(String sentence);

    /** Asserts that a hop happened exactly this number of times. */
    HopAssertions shows(String sentence, int times);

    /** Asserts that a hop did not happen. */
    HopAssertions neverShows(String sentence);

    /** Asserts that any node refused something by a rule, for instance {@code G3}. */
    HopAssertions showsRefusalBy(String rule);

    /** Asserts that no node refused anything. */
    HopAssertions showsNoRefusal();
}
