package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.config.RequestLimit;
import org.s2slab.config.RequestLimits;

class RefusedBodiesAllowanceTest {
    private static final String ADDRESS = "127.0.0.2";

    private final RefusedBodyCounter bodies =
            new RefusedBodyCounter(RequestLimits.of(Map.of(RequestLimit.REFUSED_BODIES.key(), 100)));

    /** A body of one minute that ends in the next: what it gives back was not taken of the next minute. */
    @Test
    void givesNoAddressTwiceItsAllowanceInAMinute() {
        var earlier = bodies.take(ADDRESS, 100).orElseThrow();
        bodies.renew();
        assertThat(bodies.take(ADDRESS, 100)).isPresent();
        bodies.giveBack(earlier, 0);
        assertThat(bodies.take(ADDRESS, 1)).isEmpty();
    }

    @Test
    void givesBackWhatDidNotComeInTheSameMinute() {
        var taken = bodies.take(ADDRESS, 100).orElseThrow();
        bodies.giveBack(taken, 40);
        assertThat(bodies.take(ADDRESS, 61)).isEmpty();
        assertThat(bodies.take(ADDRESS, 60)).isPresent();
        assertThat(bodies.take("127.0.0.3", 100)).isPresent();
    }
}
