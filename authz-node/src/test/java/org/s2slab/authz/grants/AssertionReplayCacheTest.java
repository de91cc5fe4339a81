package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssertionReplayCacheTest {
    private static final long NOW = 1_700_000_000;
    private static final int MANY = 20_000;

    private final AssertionReplayCache used = new AssertionReplayCache();

    @Test
    void takesEachOnceHoweverManyThereAre() {
        for (int i = 0; i < MANY; i++) {
            assertThat(used.use(identity(i), NOW + 600, NOW)).isTrue();
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(used.use(identity(i), NOW + 900, NOW + 600)).isFalse();
        }
    }

    @Test
    void takesOneAgainWhenItIsOver() {
        used.use(identity(1), NOW + 10, NOW);

        assertThat(used.use(identity(1), NOW + 500, NOW + 11)).isTrue();
        assertThat(used.use(identity(1), NOW + 900, NOW + 500)).isFalse();
    }

    @Test
    void takesOneAgainThatWasTakenBack() {
        used.use(identity(1), NOW + 10, NOW);
        used.takeBack(identity(1));
        used.takeBack(identity(2));

        assertThat(used.use(identity(1), NOW + 10, NOW)).isTrue();
        assertThat(used.use(identity(1), NOW + 10, NOW)).isFalse();
        assertThat(used.use(identity(2), NOW + 10, NOW)).isTrue();
    }

    /** What is over goes when there is no room; then a clock that is set back has to ask the rows. */
    @Test
    void saysSinceWhenItKnowsAll() {
        assertThat(used.isCompleteAt(NOW)).isFalse();
        used.completeAt(NOW);
        assertThat(used.isCompleteAt(NOW)).isTrue();
        assertThat(used.isCompleteAt(NOW - 1)).isFalse();

        for (int i = 0; i < MANY; i++) {
            used.use(identity(i), NOW + i + 10, NOW + i);
        }
        assertThat(used.isCompleteAt(NOW + MANY - 1)).isTrue();
        assertThat(used.isCompleteAt(NOW)).isFalse();
        for (int i = MANY - 10; i < MANY; i++) {
            assertThat(used.use(identity(i), NOW + MANY + 900, NOW + MANY - 1)).isFalse();
        }
    }

    /** Two of three slots of the smallest table, then more: the table is tidied in the last second of the first ones. */
    @Test
    void knowsWhatExpiresAtTheMomentOfTidying() {
        int full = 682;
        for (int i = 0; i < full; i++) {
            assertThat(used.use(identity(i), NOW + 10, NOW)).isTrue();
        }
        for (int i = full; i < 3 * full; i++) {
            assertThat(used.use(identity(i), NOW + 20, NOW + 10)).isTrue();
        }
        for (int i = 0; i < 3 * full; i++) {
            assertThat(used.use(identity(i), NOW + 30, NOW + 10)).isFalse();
        }
    }

    private static String identity(int number) {
        return AssertionReplayKey.identity("issuer jti:" + number);
    }
}
