package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept lately is found again, and is bounded. */
class BoundedCacheTest {
    private final BoundedCache<String, Integer> recent = new BoundedCache<>(4);

    @Test
    void findsWhatWasPutInLast() {
        recent.put("a", 1);
        recent.put("a", 2);
        assertThat(recent.get("a")).isEqualTo(2);
        assertThat(recent.get("b")).isNull();
    }

    @Test
    void forgetsTheOlderHalfWhenTheYoungerIsFull() {
        recent.put("a", 1);
        recent.put("b", 2);
        recent.put("c", 3);
        assertThat(recent.get("a")).isEqualTo(1);
        assertThat(recent.get("b")).isEqualTo(2);
        recent.put("d", 4);
        assertThat(recent.get("a")).isNull();
        assertThat(recent.get("b")).isNull();
        assertThat(recent.get("c")).isEqualTo(3);
        assertThat(recent.get("d")).isEqualTo(4);
    }

    @Test
    void countsAValueThatIsReplacedOnce() {
        recent.put("a", 1);
        for (int i = 0; i < 9; i++) {
            recent.put("b", i);
        }
        assertThat(recent.get("a")).isEqualTo(1);
    }
}
