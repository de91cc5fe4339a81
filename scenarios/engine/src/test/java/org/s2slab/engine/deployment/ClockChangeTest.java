package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockChangeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "+3d, PT72H",
        "+1w2d, PT216H",
        "-2h30m, PT-2H-30M",
        "+90s, PT1M30S",
        "+P7D, PT168H",
        "-pt5m, PT-5M",
    })
    void movesAClockByADuration(String text, Duration expected) {
        assertThat(ClockChange.parse(text).moved(NOW, Duration.ofHours(1))).isEqualTo(expected.plusHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T08:00, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00Z, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:30+01:00, 2026-03-01T07:00:30Z",
    })
    void setsAClockToAMoment(String text, Instant expected) {
        Duration moved = ClockChange.parse(text).moved(NOW, Duration.ofDays(5));
        assertThat(NOW.minus(Duration.ofDays(5)).plus(moved)).isEqualTo(expected);
    }

    @Test
    void bringsAClockBackToTheMachines() {
        assertThat(ClockChange.parse("machine").moved(NOW, Duration.ofDays(5))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3d",
                "+",
                "+3",
                "+3d4",
                "-P",
                "tomorrow",
                "2026-13-01",
                "2026-03-01T25:00",
                "",
                "+99999999999999999999d"
            })
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> ClockChange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write");
    }
}
