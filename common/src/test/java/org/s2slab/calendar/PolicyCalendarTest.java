package org.s2slab.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of published changes, and what is in force at a moment. */
class PolicyCalendarTest {
    private static final PolicyCalendar CALENDAR = PolicyCalendar.published();
    private static final String[] RIGHT = {"a", "2026-01-01", "", "exchange", "It ends.", "calls", "none", "page", "P"};

    @Test
    void everyChangeHasASource() {
        assertThat(CALENDAR.changes())
                .hasSizeGreaterThanOrEqualTo(16)
                .allSatisfy(
                        change -> assertThat(change.source()).as(change.id()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 6, 7, 8})
    void refusesARowWithoutOneOfItsCells(int column) {
        String[] row = RIGHT.clone();
        row[column] = "";

        assertThatCode(() -> PolicyCalendar.of(List.<String[]>of(RIGHT))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PolicyCalendar.of(List.<String[]>of(row)))
                .hasMessageContaining("column " + (column + 1) + " is empty");
    }

    @Test
    void refusesRowsOutOfOrderOrWithTheSameId() {
        String[] earlier = RIGHT.clone();
        earlier[0] = "b";
        earlier[1] = "2025-12-31";

        assertThatThrownBy(() -> PolicyCalendar.of(List.of(RIGHT, earlier))).hasMessageContaining("row 'b'");
        assertThatThrownBy(() -> PolicyCalendar.of(List.of(RIGHT, RIGHT))).hasMessageContaining("row 'a'");
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        String[] row = RIGHT.clone();
        row[2] = "2026-01-01";

        assertThatThrownBy(() -> PolicyCalendar.of(List.<String[]>of(row))).hasMessageContaining("its end");
    }

    @ParameterizedTest
    @CsvSource({
        "shared-principal-first-block,  2025-09-16T06:59:59Z, false",
        "shared-principal-first-block,  2025-09-16T07:00:00Z, true",
        "shared-principal-first-block,  2025-09-18T06:59:59Z, true",
        "shared-principal-first-block,  2025-09-18T07:00:00Z, false",
        "shared-principal-second-block, 2025-10-07T00:00:00Z, true",
        "shared-principal-block,        2025-10-30T23:59:59Z, false",
        "shared-principal-block,        2025-10-31T00:00:00Z, true",
        "ews-off,                       2027-03-31T23:59:59Z, false",
        "ews-off,                       2027-04-01T00:00:00Z, true",
    })
    void isInForceFromItsMomentOn(String id, Instant moment, boolean inForce) {
        PolicyChange change = CALENDAR.change(id);
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);

        assertThat(new PolicyClock(PolicyMode.DATED, clock).isInForce(change)).isEqualTo(inForce);
        assertThat(new PolicyClock(PolicyMode.AS_DOCUMENTED, clock).isInForce(change))
                .isFalse();
    }

    @Test
    void answersADayOutOfItsRangeWithTheRange() {
        CALENDAR.requireKnown(Instant.parse("2024-11-01T00:00:00Z"));
        CALENDAR.requireKnown(Instant.parse("2027-12-31T23:59:59Z"));

        assertThatThrownBy(() -> CALENDAR.requireKnown(Instant.parse("2024-10-31T23:59:59Z")))
                .hasMessageContaining("2024-10-31")
                .hasMessageContaining("from 2024-11-01 to 2027-12-31");
        assertThatThrownBy(() -> CALENDAR.requireKnown(Instant.parse("2028-01-01T00:00:00Z")))
                .hasMessageContaining("from 2024-11-01 to 2027-12-31");
    }

    @Test
    void namesTheKnownModesForAnUnknownOne() {
        assertThatThrownBy(() -> PolicyMode.of("Dated")).hasMessageContaining("expected one of as-documented, dated");
    }

    @Test
    void namesARowThatDoesNotExist() {
        assertThatThrownBy(() -> CALENDAR.change("ews-of")).hasMessageContaining("no row 'ews-of'");
    }
}
