package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deployment whose online services follow the clock. */
@S2SLab(value = "online", policies = "dated", policyDates = "ews-off-by-default=2026-11-15", at = "2026-10-10")
class DatedLabTest {
    @Test
    void beginsAtItsDateAndStaysInTheRangeOfTheCalendar(LabClock clock, RunningLab lab) {
        assertThat(Duration.between(Instant.parse("2026-10-10T00:00:00Z"), clock.now()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(5));
        assertThatThrownBy(() -> clock.set(Instant.parse("2028-01-01T00:00:00Z")))
                .hasStackTraceContaining("it knows the days from 2024-11-01 to 2027-12-31");
    }

    @Test
    void followsTheOwnDateOfTheTenant(@OnNode("exchange") CmdletRunner exchange) {
        CmdletRunner.Output change = exchange.run("Get-LabPolicy").where("Id", "ews-off-by-default");

        assertThat(change.get("From")).isEqualTo("2026-11-15T00:00:00Z");
        assertThat(change.get("InForce")).isEqualTo(false);
    }

    @Test
    void saysWhatCannotBeStarted() {
        assertThatThrownBy(() -> EngineStarter.start("on-premises", "", "dated", "", List.of()))
                .hasMessageContaining("needs an online node");
        assertThatThrownBy(() -> EngineStarter.start("online", "", "dated", "2023-01-01", List.of()))
                .hasMessageContaining("from 2024-11-01 to 2027-12-31");
        assertThatThrownBy(() -> EngineStarter.start("online", "", "tea", "", List.of()))
                .hasMessageContaining("expected one of as-documented, dated");
        assertThatThrownBy(() -> EngineStarter.start("online", "", "dated", "", List.of("ews-off-by-default")))
                .hasMessageContaining("@S2SLab: policyDates: 'ews-off-by-default': 'ews-off-by-default' is not a date");
    }
}
