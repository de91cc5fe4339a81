package org.s2slab.engine.checker.plain;

import java.util.List;
import java.util.SplittableRandom;

/** A reproducible random generator: the same seed and number give the same results. */
public final class SeededChoice {
    private final SplittableRandom random;

    public SeededChoice(long seed, long number) {
        random = new SplittableRandom(new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L).nextLong());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }
}
