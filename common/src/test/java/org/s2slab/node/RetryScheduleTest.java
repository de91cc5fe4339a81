package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.s2slab.refusal.RefusalCode;

class RetryScheduleTest {
    @Test
    void doublesThePauseUpToTheLongest() {
        assertThat(IntStream.of(0, 1, 2, 6, 7, 100).mapToLong(RetrySchedule::pause))
                .containsExactly(
                        5L,
                        10L,
                        20L,
                        RetrySchedule.LONGEST_PAUSE,
                        RetrySchedule.LONGEST_PAUSE,
                        RetrySchedule.LONGEST_PAUSE);
    }

    @Test
    void looksForAMinuteAndAQuarter() {
        assertThat(IntStream.range(0, 100)
                        .filter(RetrySchedule::mayStillCome)
                        .mapToLong(RetrySchedule::pause)
                        .sum())
                .isEqualTo(75);
        assertThat(RetrySchedule.lookAgain("Lync").code()).isEqualTo(RefusalCode.UNAVAILABLE);
    }
}
