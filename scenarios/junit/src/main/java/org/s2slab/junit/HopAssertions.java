package org.s2slab.junit;

import java.util.List;

/**
 * Asserts the hops between the nodes of a deployment since the test began, from the nodes' journals. Assertions are
 * sentences of the scenario language, for instance {@code exchange refuses lync by rule G3}. A missing part of a
 * sentence matches any value.
 */
public interface HopAssertions {
    /** Ignores all previous hops. */
    void beginAnew();

    /**
     * All hops, in the order in which they happened. Waits until the nodes have done the work that requests caused,
     * except work that waits for its next attempt. Blocks.
     */
    List<LabHop> hops();

    /** Asserts that a hop happened at least once. */
    HopAssertions shows(String sentence);

    /** Asserts that a hop happened exactly this number of times. */
    HopAssertions shows(String sentence, int times);

    /** Asserts that a hop did not happen. */
    HopAssertions neverShows(String sentence);

    /** Asserts that a node refused a request by this rule, for instance {@code G3}. */
    HopAssertions showsRefusalBy(String rule);

    /** Asserts that no node refused anything. */
    HopAssertions showsNoRefusal();
}
