package org.s2slab.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestClock;

class AdjustableClockTest {
    @TempDir
    Path data;

    private final TestClock machine = new TestClock();
    private final AdjustableClock clock = new AdjustableClock(machine);

    @Test
    void ticksOnFromWhereItWasMoved() {
        clock.advance(Duration.ofDays(7));
        clock.advance(Duration.ofHours(-1));
        machine.advance(Duration.ofMinutes(1));

        assertThat(clock.instant())
                .isEqualTo(TestClock.START.plus(Duration.ofDays(7).minusMinutes(59)));
    }

    @Test
    void showsTheMomentItIsSetTo() {
        clock.set(Instant.parse("2027-01-31T12:00:00Z"));
        assertThat(clock.instant()).isEqualTo("2027-01-31T12:00:00Z");
    }

    @Test
    void isTheSameAfterARestart() {
        clock.move(Duration.ofDays(7));
        clock.keepIn(data);
        assertThat(AdjustableClock.keptIn(data, machine).moved()).isEqualTo(Duration.ofDays(7));

        clock.move(Duration.ZERO);
        clock.keepIn(data);
        assertThat(data).isEmptyDirectory();
        assertThat(AdjustableClock.keptIn(data, machine).moved()).isZero();
    }

    @Test
    void namesAFileItCannotRead() throws IOException {
        Files.writeString(data.resolve("clock"), "a week");
        assertThatThrownBy(() -> AdjustableClock.keptIn(data, machine)).hasMessageContaining("clock: not readable");
    }
}
