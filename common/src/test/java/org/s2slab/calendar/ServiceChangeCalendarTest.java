package org.s2slab.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of published changes, and what is in force at a moment. */
class ServiceChangeCalendarTest {
    private static final ServiceChangeCalendar CALENDAR = ServiceChangeCalendar.published();
    private static final String[] RIGHT = {
        "a", "2026-01-01", "", "exchange", "all", "It ends.", "calls", "none", "page", "P"
    };

    @Test
    void everyChangeHasASource() {
        assertThat(CALENDAR.changes())
                .hasSizeGreaterThanOrEqualTo(16)
                .allSatisfy(
                        change -> assertThat(change.source()).as(change.id()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 6, 7, 8, 9})
    void refusesARowWithoutOneOfItsCells(int column) {
        String[] row = RIGHT.clone();
        row[column] = "";

        assertThatCode(() -> ServiceChangeCalendar.of(List.<String[]>of(RIGHT))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.<String[]>of(row)))
                .hasMessageContaining("column " + (column + 1) + " is empty");
    }

    @Test
    void refusesRowsOutOfOrderOrWithTheSameId() {
        String[] earlier = RIGHT.clone();
        earlier[0] = "b";
        earlier[1] = "2025-12-31";

        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.of(RIGHT, earlier)))
                .hasMessageContaining("row 'b'");
        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.of(RIGHT, RIGHT)))
                .hasMessageContaining("row 'a'");
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        String[] row = RIGHT.clone();
        row[2] = "2026-01-01";

        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.<String[]>of(row)))
                .hasMessageContaining("its end");
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
        OnlineServiceChange change = CALENDAR.change(id);
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);

        assertThat(new PolicyClock(PolicyMode.DATED, TenantDates.NONE, clock).isInForce(change))
                .isEqualTo(inForce);
        assertThat(new PolicyClock(PolicyMode.AS_DOCUMENTED, TenantDates.NONE, clock).isInForce(change))
                .isFalse();
    }

    @Test
    void refusesTenantsThatItDoesNotKnowAndAnEndThatTheirDatesWouldMove() {
        String[] row = RIGHT.clone();
        row[4] = "some";
        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.<String[]>of(row)))
                .hasMessageContaining("'some' is unknown");

        row[4] = "tenant by tenant";
        assertThatCode(() -> ServiceChangeCalendar.of(List.<String[]>of(row))).doesNotThrowAnyException();
        row[2] = "2026-02-01";
        assertThatThrownBy(() -> ServiceChangeCalendar.of(List.<String[]>of(row)))
                .hasMessageContaining("a change with an end");
    }

    @ParameterizedTest
    @CsvSource({
        "ews-off-by-default,     -,          2026-10-01T00:00:00Z, true",
        "ews-off-by-default,     2026-11-15, 2026-10-01T00:00:00Z, false",
        "ews-off-by-default,     2026-11-15, 2026-11-14T23:59:59Z, false",
        "ews-off-by-default,     2026-11-15, 2026-11-15T00:00:00Z, true",
        "sharepoint-new-tenants, -,          2026-10-01T00:00:00Z, false",
        "sharepoint-new-tenants, 2025-02-01, 2025-01-31T23:59:59Z, false",
        "sharepoint-new-tenants, 2025-02-01, 2025-02-01T00:00:00Z, true",
    })
    void followsTheOwnDateOfTheTenant(String id, String own, Instant moment, boolean inForce) {
        TenantDates dates = own.equals("-") ? TenantDates.NONE : TenantDates.of(Map.of(id, own));
        PolicyClock clock = new PolicyClock(PolicyMode.DATED, dates, Clock.fixed(moment, ZoneOffset.UTC));

        assertThat(clock.isInForce(CALENDAR.change(id))).isEqualTo(inForce);
        assertThat(clock.isOutOfForce(CALENDAR.change(id))).isEqualTo(!inForce);
        PolicyClock documented = new PolicyClock(PolicyMode.AS_DOCUMENTED, dates, clock.clock());
        assertThat(documented.isInForce(CALENDAR.change(id))).isFalse();
        assertThat(documented.isOutOfForce(CALENDAR.change(id))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ews-of | 2026-11-15 | 'ews-of' is not a change of the calendar",
                "ews-off | 2027-05-01 | 'ews-off' begins for all tenants at once",
                "ews-off-by-default | soon | 'soon' is not a date; write the first day in force, such as 2026-11-15",
                "ews-off-by-default | 2026-11-15T00:00Z | '2026-11-15T00:00Z' is not a date",
                "ews-off-by-default | 2026-09-30 | 2026-09-30 is out of range; write a day from 2026-10-01 to 2027-12-31",
                "ews-off-by-default | 2028-01-01 | 2028-01-01 is out of range; write a day from 2026-10-01 to 2027-12-31",
            })
    void refusesAnOwnDateWithItsReason(String id, String day, String reason) {
        assertThat(TenantDates.problem(id, day).orElse("")).contains("'" + id + "'", reason);
        assertThat(TenantDates.problem("ews-off-by-default", "2027-12-31")).isEmpty();
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
